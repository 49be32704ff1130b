// AssemblyScript. The loops of `src/numeric/cluster/plain-cloud.ts`, two rows at a time in SIMD, with the same sums in the
// same order. The room begins at `room` and is laid out as `cloud-room.ts` says; a column is `column` bytes long.

const TERM: usize = 64;

/** Distances, factors and their spread of every row. */
export function read(room: usize, column: usize, width: usize): void {
  const counts = room + (width + 1) * column;
  const terms = counts + 10 * column;
  const unit = f64x2.splat(1);
  const nothing = f64x2.splat(0);
  for (let row: usize = 0; row < column; row += 16) {
    let m00 = unit;
    let m01 = nothing;
    let m11 = unit;
    let b0 = nothing;
    let b1 = nothing;
    let squares = nothing;
    let logNoise = nothing;
    let count = nothing;
    let at = room + row;
    let term = terms;
    for (let c: usize = 0; c < width; c++) {
      const value = v128.load(at);
      const here = f64x2.eq(value, value);
      const away = v128.and(f64x2.sub(value, v128.load64_splat(term)), here);
      squares = f64x2.add(squares, f64x2.mul(f64x2.mul(away, away), v128.load64_splat(term, 8)));
      b0 = f64x2.add(b0, f64x2.mul(away, v128.load64_splat(term, 16)));
      b1 = f64x2.add(b1, f64x2.mul(away, v128.load64_splat(term, 24)));
      m00 = f64x2.add(m00, v128.and(v128.load64_splat(term, 32), here));
      m01 = f64x2.add(m01, v128.and(v128.load64_splat(term, 40), here));
      m11 = f64x2.add(m11, v128.and(v128.load64_splat(term, 48), here));
      logNoise = f64x2.add(logNoise, v128.and(v128.load64_splat(term, 56), here));
      count = f64x2.add(count, v128.and(unit, here));
      at += column;
      term += TERM;
    }
    const determinant = f64x2.sub(f64x2.mul(m00, m11), f64x2.mul(m01, m01));
    const v00 = f64x2.div(m11, determinant);
    const v01 = f64x2.div(f64x2.neg(m01), determinant);
    const v11 = f64x2.div(m00, determinant);
    const f0 = f64x2.add(f64x2.mul(v00, b0), f64x2.mul(v01, b1));
    const f1 = f64x2.add(f64x2.mul(v01, b0), f64x2.mul(v11, b1));
    const explained = f64x2.sub(f64x2.sub(squares, f64x2.mul(f0, b0)), f64x2.mul(f1, b1));
    let to = counts + row;
    v128.store(to, count);
    v128.store((to += column), f64x2.max(nothing, explained));
    v128.store((to += column), logNoise);
    v128.store((to += column), determinant);
    v128.store((to += column), f0);
    v128.store((to += column), f1);
    v128.store((to += column), v00);
    v128.store((to += column), v01);
    v128.store(to + column, v11);
  }
}

/** The sums of every column's regression on 1 and the factors. */
export function sum(room: usize, column: usize, width: usize, freedom: f64): void {
  const weights = room + width * column;
  const counts = weights + column;
  const distances = counts + column;
  const f0s = distances + 3 * column;
  const f1s = f0s + column;
  const v00s = f1s + column;
  const v01s = v00s + column;
  const v11s = v01s + column;
  const nears = v11s + column;
  const free = f64x2.splat(freedom);
  for (let row: usize = 0; row < column; row += 16) {
    const weight = v128.load(weights + row);
    const near = f64x2.div(
      f64x2.mul(weight, f64x2.add(free, v128.load(counts + row))),
      f64x2.add(free, v128.load(distances + row)),
    );
    const f0 = v128.load(f0s + row);
    const f1 = v128.load(f1s + row);
    const one = f64x2.mul(near, f0);
    const two = f64x2.mul(near, f1);
    v128.store(nears + row, near);
    v128.store(v00s + row, f64x2.add(f64x2.mul(weight, v128.load(v00s + row)), f64x2.mul(one, f0)));
    v128.store(v01s + row, f64x2.add(f64x2.mul(weight, v128.load(v01s + row)), f64x2.mul(one, f1)));
    v128.store(v11s + row, f64x2.add(f64x2.mul(weight, v128.load(v11s + row)), f64x2.mul(two, f1)));
  }
  let to = nears + column + width * TERM;
  for (let c: usize = 0; c < width; c++) {
    const values = room + c * column;
    const nothing = f64x2.splat(0);
    let present = nothing;
    let a00 = nothing;
    let a01 = nothing;
    let a02 = nothing;
    let a11 = nothing;
    let a12 = nothing;
    let a22 = nothing;
    let x = nothing;
    let y = nothing;
    let z = nothing;
    let squares = nothing;
    for (let row: usize = 0; row < column; row += 16) {
      const raw = v128.load(values + row);
      const here = f64x2.eq(raw, raw);
      const value = v128.and(raw, here);
      const near = v128.and(v128.load(nears + row), here);
      const f0 = v128.load(f0s + row);
      const f1 = v128.load(f1s + row);
      const weighed = f64x2.mul(near, value);
      present = f64x2.add(present, v128.and(v128.load(weights + row), here));
      a00 = f64x2.add(a00, near);
      a01 = f64x2.add(a01, f64x2.mul(near, f0));
      a02 = f64x2.add(a02, f64x2.mul(near, f1));
      a11 = f64x2.add(a11, v128.and(v128.load(v00s + row), here));
      a12 = f64x2.add(a12, v128.and(v128.load(v01s + row), here));
      a22 = f64x2.add(a22, v128.and(v128.load(v11s + row), here));
      x = f64x2.add(x, weighed);
      y = f64x2.add(y, f64x2.mul(weighed, f0));
      z = f64x2.add(z, f64x2.mul(weighed, f1));
      squares = f64x2.add(squares, f64x2.mul(weighed, value));
    }
    keep(to, present);
    keep(to + 8, a00);
    keep(to + 16, a01);
    keep(to + 24, a02);
    keep(to + 32, a11);
    keep(to + 40, a12);
    keep(to + 48, a22);
    keep(to + 56, x);
    keep(to + 64, y);
    keep(to + 72, z);
    keep(to + 80, squares);
    to += 88;
  }
}

/** Two lanes become one sum. */
function keep(to: usize, lanes: v128): void {
  store<f64>(to, f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1));
}
