// mt19937, four words at once. Its 624 words of state start the memory.

export const stateLength: i32 = 624;

/** The next 624 words of state. */
export function twist(): void {
  twistRange(0, 224, 397 << 2);
  for (let i = 224; i < 227; i++) twistWord(i, i + 1, i + 397);
  // From here on the words 397 ahead are new ones, 227 back.
  twistRange(227, 623, -(227 << 2));
  twistWord(623, 0, 396);
}

function twistWord(i: usize, next: usize, ahead: usize): void {
  const y = (load<u32>(i << 2) & 0x80000000) | (load<u32>(next << 2) & 0x7fffffff);
  store<u32>(i << 2, load<u32>(ahead << 2) ^ (y >> 1) ^ (-(y & 1) & 0x9908b0df));
}

function twistRange(from: usize, to: usize, ahead: isize): void {
  for (let at = from << 2; at < to << 2; at += 16) {
    const high = v128.and(v128.load(at), i32x4.splat(0x80000000));
    const y = v128.or(high, v128.and(v128.load(at, 4), i32x4.splat(0x7fffffff)));
    const odd = i32x4.shr_s(i32x4.shl(y, 31), 31);
    const mixed = v128.xor(i32x4.shr_u(y, 1), v128.and(odd, i32x4.splat(0x9908b0df)));
    v128.store(at, v128.xor(v128.load(at + ahead), mixed));
  }
}

/** Writes the outputs that these words of state give. Both addresses are in bytes. */
export function temper(source: usize, target: usize, words: i32): void {
  let left = words;
  for (; left >= 4; left -= 4) {
    v128.store(target, tempered(v128.load(source)));
    source += 16;
    target += 16;
  }
  for (; left > 0; left--) {
    store<i32>(target, i32x4.extract_lane(tempered(v128.load32_splat(source)), 0));
    source += 4;
    target += 4;
  }
}

function tempered(word: v128): v128 {
  let y = v128.xor(word, i32x4.shr_u(word, 11));
  y = v128.xor(y, v128.and(i32x4.shl(y, 7), i32x4.splat(0x9d2c5680)));
  y = v128.xor(y, v128.and(i32x4.shl(y, 15), i32x4.splat(0xefc60000)));
  return v128.xor(y, i32x4.shr_u(y, 18));
}
