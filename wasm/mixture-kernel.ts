// AssemblyScript. The loops of `src/numeric/cluster/plain-kernel.ts`, four components at a time in SIMD, with the
// same roundings in the same order. `node wasm/build.mjs` compiles it into `src/numeric/cluster/simd-bytes.ts`.
// Pointers are byte offsets into the memory; the caller lays it out.

const CODES: usize = 256;

/** e^x of four floats from -60 to 0; coefficients as in `float-exponential.ts`. */
function exponential(x: v128): v128 {
  const y = f32x4.mul(x, f32x4.splat(Mathf.LOG2E));
  const whole = f32x4.floor(f32x4.add(y, f32x4.splat(0.5)));
  const f = f32x4.sub(y, whole);
  let sum = f32x4.add(f32x4.mul(f32x4.splat(0.0001540353039), f), f32x4.splat(0.001333355815));
  sum = f32x4.add(f32x4.mul(sum, f), f32x4.splat(0.009618129108));
  sum = f32x4.add(f32x4.mul(sum, f), f32x4.splat(0.05550410866));
  sum = f32x4.add(f32x4.mul(sum, f), f32x4.splat(0.240226507));
  sum = f32x4.add(f32x4.mul(sum, f), f32x4.splat(Mathf.LN2));
  sum = f32x4.add(f32x4.mul(sum, f), f32x4.splat(1.0));
  const power = i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127));
  return f32x4.mul(sum, i32x4.shl(power, 23));
}

/** Where the table rows of a row's codes lie: `offsets[column]`, in bytes. */
function locate(codes: usize, width: usize, stride: usize, offsets: usize): void {
  for (let column: usize = 0; column < width; column++)
    store<u32>(offsets + column * 4, <u32>((column * CODES + load<u8>(codes + column)) * stride));
}

/** Scores, their largest and their sum become responsibilities that sum to `weight`, in `scores`. */
function normalise(
  scores: usize,
  stride: usize,
  width: usize,
  offsets: usize,
  shares: usize,
  tables: usize,
  weight: f32,
  most: usize,
  sums: usize,
): void {
  let top = f32x4.splat(-Infinity);
  for (let lane: usize = 0; lane < stride; lane += 16) {
    let score = v128.load(shares + lane);
    for (let column: usize = 0; column < width; column++)
      score = f32x4.add(score, v128.load(tables + lane + load<u32>(offsets + column * 4)));
    v128.store(scores + lane, score);
    top = f32x4.max(top, score);
  }
  const peak = max(
    max(f32x4.extract_lane(top, 0), f32x4.extract_lane(top, 1)),
    max(f32x4.extract_lane(top, 2), f32x4.extract_lane(top, 3)),
  );
  const peaks = f32x4.splat(peak);
  let total = f32x4.splat(0);
  for (let lane: usize = 0; lane < stride; lane += 16) {
    const exponent = f32x4.max(f32x4.sub(v128.load(scores + lane), peaks), f32x4.splat(-60));
    const value = exponential(exponent);
    v128.store(scores + lane, value);
    total = f32x4.add(total, value);
  }
  const sum =
    f32x4.extract_lane(total, 0) +
    f32x4.extract_lane(total, 1) +
    (f32x4.extract_lane(total, 2) + f32x4.extract_lane(total, 3));
  const factor = f32x4.splat(weight / sum);
  for (let lane: usize = 0; lane < stride; lane += 16)
    v128.store(scores + lane, f32x4.mul(v128.load(scores + lane), factor));
  store<f32>(most, peak);
  store<f32>(sums, sum);
}

/** E and M over rows; `weights` is 0 where every row counts once. */
export function accumulate(
  codes: usize,
  rows: usize,
  width: usize,
  stride: usize,
  weights: usize,
  shares: usize,
  tables: usize,
  histogram: usize,
  offsets: usize,
  scores: usize,
  most: usize,
  sums: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    const weight: f32 = weights == 0 ? 1.0 : load<f32>(weights + row * 4);
    locate(codes + row * width, width, stride, offsets);
    normalise(scores, stride, width, offsets, shares, tables, weight, most + row * 4, sums + row * 4);
    for (let lane: usize = 0; lane < stride; lane += 16) {
      const share = v128.load(scores + lane);
      for (let column: usize = 0; column < width; column++) {
        const entry = histogram + lane + load<u32>(offsets + column * 4);
        v128.store(entry, f32x4.add(v128.load(entry), share));
      }
    }
  }
}

/** E over rows: the responsibilities of each go to `out`, `stride` bytes a row. */
export function respond(
  codes: usize,
  rows: usize,
  width: usize,
  stride: usize,
  shares: usize,
  tables: usize,
  out: usize,
  offsets: usize,
  most: usize,
  sums: usize,
): void {
  for (let row: usize = 0; row < rows; row++) {
    locate(codes + row * width, width, stride, offsets);
    normalise(
      out + row * stride,
      stride,
      width,
      offsets,
      shares,
      tables,
      1.0,
      most + row * 4,
      sums + row * 4,
    );
  }
}
