// Steps of optimizers, one variable at a time: tfjs's own operations in their order, so that the bits are the same.

/**
 * Adam: m and v are running means of g and g^2, and w moves by -rate (m / c1) / (sqrt(v / c2) + epsilon). New values go elsewhere: clones of the old ones may share their memory.
 */
export function adam(
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  toW: usize,
  toM: usize,
  toV: usize,
  n: usize,
  rate: f32,
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
  c1: f32,
  c2: f32,
  epsilon: f32,
): void {
  const end = n << 2, whole = end & ~15;
  let k: usize = 0;
  for (; k < whole; k += 16) {
    const d = v128.load(g + k);
    const a = f32x4.add(
      f32x4.mul(v128.load(m + k), f32x4.splat(beta1)),
      f32x4.mul(d, f32x4.splat(rest1)),
    );
    const b = f32x4.add(
      f32x4.mul(v128.load(v + k), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(d, d), f32x4.splat(rest2)),
    );
    v128.store(toM + k, a);
    v128.store(toV + k, b);
    const root = f32x4.add(f32x4.sqrt(f32x4.div(b, f32x4.splat(c2))), f32x4.splat(epsilon));
    const step = f32x4.mul(f32x4.div(f32x4.div(a, f32x4.splat(c1)), root), f32x4.splat(-rate));
    v128.store(toW + k, f32x4.add(step, v128.load(w + k)));
  }
  for (; k < end; k += 4) {
    const d = load<f32>(g + k);
    const a = load<f32>(m + k) * beta1 + d * rest1, b = load<f32>(v + k) * beta2 + d * d * rest2;
    store<f32>(toM + k, a);
    store<f32>(toV + k, b);
    const root = Mathf.sqrt(b / c2) + epsilon;
    store<f32>(toW + k, a / c1 / root * -rate + load<f32>(w + k));
  }
}

/** Momentum: a <- momentum a + g; w moves by -rate a, or by -rate (g + momentum a). */
export function momentum(
  w: usize,
  g: usize,
  a: usize,
  toW: usize,
  toA: usize,
  n: usize,
  rate: f32,
  kept: f32,
  nesterov: bool,
): void {
  const end = n << 2, whole = end & ~15;
  let k: usize = 0;
  for (; k < whole; k += 16) {
    const d = v128.load(g + k);
    const b = f32x4.add(f32x4.mul(f32x4.splat(kept), v128.load(a + k)), d);
    v128.store(toA + k, b);
    const step = nesterov ? f32x4.add(d, f32x4.mul(b, f32x4.splat(kept))) : b;
    v128.store(toW + k, f32x4.add(f32x4.mul(f32x4.splat(-rate), step), v128.load(w + k)));
  }
  for (; k < end; k += 4) {
    const d = load<f32>(g + k), b = kept * load<f32>(a + k) + d;
    store<f32>(toA + k, b);
    const step = nesterov ? d + b * kept : b;
    store<f32>(toW + k, -rate * step + load<f32>(w + k));
  }
}

/** w - rate g. */
export function descend(w: usize, g: usize, to: usize, n: usize, rate: f32): void {
  const end = n << 2, whole = end & ~15;
  let k: usize = 0;
  for (; k < whole; k += 16) {
    const step = f32x4.mul(f32x4.splat(-rate), v128.load(g + k));
    v128.store(to + k, f32x4.add(step, v128.load(w + k)));
  }
  for (; k < end; k += 4) store<f32>(to + k, -rate * load<f32>(g + k) + load<f32>(w + k));
}
