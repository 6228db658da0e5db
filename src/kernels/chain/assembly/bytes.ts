// Inputs that are bytes, packed as floats.
import { FIVE } from "../../assembly/tile";

/** a[k][5] from five rows of bytes, each times a unit. */
export function packFiveBytes(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  a4: usize,
  count: usize,
  unit: f32,
  to: usize,
): void {
  for (let k: usize = 0; k < count; k++, to += FIVE) {
    store<f32>(to, <f32> load<u8>(a0 + k) * unit);
    store<f32>(to, <f32> load<u8>(a1 + k) * unit, 4);
    store<f32>(to, <f32> load<u8>(a2 + k) * unit, 8);
    store<f32>(to, <f32> load<u8>(a3 + k) * unit, 12);
    store<f32>(to, <f32> load<u8>(a4 + k) * unit, 16);
  }
}

/** Five bytes, of which `wide` are real, as floats. */
export function packByteColumns(at: usize, wide: usize, unit: f32, to: usize): void {
  if (wide == 5) {
    const four = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)));
    v128.store(to, f32x4.mul(f32x4.convert_i32x4_s(four), f32x4.splat(unit)));
    store<f32>(to, <f32> load<u8>(at, 4) * unit, 16);
    return;
  }
  for (let i: usize = 0; i < 5; i++) {
    store<f32>(to + (i << 2), i < wide ? <f32> load<u8>(at + i) * unit : 0);
  }
}
