import type { CloudKernel, CloudRoom } from './cloud-room.ts';
import { furnish, sizeOfRoom, SUMS, sumsAt, TERMS, termsAt } from './cloud-room.ts';

/** The reference loops: plain TypeScript. */
export const plainCloud: CloudKernel = {
  enter: (scores, weights) => furnish(new Float64Array(sizeOfRoom(scores)), scores, weights),
  read(room) {
    for (let row = 0; row < room.stride; row++) readRow(room, row);
  },
  sum(room, freedom) {
    countByNearness(room, freedom);
    room.doubles.fill(0, sumsAt(room), sumsAt(room) + room.width * SUMS);
    for (let c = 0; c < room.width; c++) for (const lane of [0, 1]) sumColumn(room, c, lane);
  },
};

function readRow(room: CloudRoom, row: number): void {
  const { width, stride, doubles } = room;
  let [m00, m01, m11, b0, b1] = [1, 0, 1, 0, 0];
  let [squares, logNoise, count] = [0, 0, 0];
  for (let c = 0, at = row, term = termsAt(room); c < width; c++, at += stride, term += TERMS) {
    const value = doubles[at]!;
    if (Number.isNaN(value)) continue;
    const away = value - doubles[term]!;
    squares += away * away * doubles[term + 1]!;
    b0 += away * doubles[term + 2]!;
    b1 += away * doubles[term + 3]!;
    m00 += doubles[term + 4]!;
    m01 += doubles[term + 5]!;
    m11 += doubles[term + 6]!;
    logNoise += doubles[term + 7]!;
    count += 1;
  }
  const determinant = m00 * m11 - m01 * m01;
  const [v00, v01, v11] = [m11 / determinant, -m01 / determinant, m00 / determinant];
  const [f0, f1] = [v00 * b0 + v01 * b1, v01 * b0 + v11 * b1];
  const distance = Math.max(0, squares - f0 * b0 - f1 * b1);
  const readings = [count, distance, logNoise, determinant, f0, f1, v00, v01, v11];
  for (let i = 0; i < readings.length; i++) doubles[(width + 1 + i) * stride + row] = readings[i]!;
}

/** How near each row counts, and the second moments of its factors, weighed. */
function countByNearness({ width, stride, doubles }: CloudRoom, freedom: number): void {
  const at = (place: number, row: number) => (width + place) * stride + row;
  for (let row = 0; row < stride; row++) {
    const weight = doubles[at(0, row)]!;
    const near = (weight * (freedom + doubles[at(1, row)]!)) / (freedom + doubles[at(2, row)]!);
    const [f0, f1] = [doubles[at(5, row)]!, doubles[at(6, row)]!];
    const [one, two] = [near * f0, near * f1];
    doubles[at(7, row)] = weight * doubles[at(7, row)]! + one * f0;
    doubles[at(8, row)] = weight * doubles[at(8, row)]! + one * f1;
    doubles[at(9, row)] = weight * doubles[at(9, row)]! + two * f1;
    doubles[at(10, row)] = near;
  }
}

/** Adds the sums of one column over every other row. */
function sumColumn(room: CloudRoom, c: number, lane: number): void {
  const { width, stride, doubles } = room;
  const sums = new Float64Array(SUMS);
  for (let row = lane; row < stride; row += 2) {
    const value = doubles[c * stride + row]!;
    if (Number.isNaN(value)) continue;
    const at = (place: number) => doubles[(width + place) * stride + row]!;
    const near = at(10);
    const [f0, f1] = [at(5), at(6)];
    const weighed = near * value;
    sums[0]! += at(0);
    sums[1]! += near;
    sums[2]! += near * f0;
    sums[3]! += near * f1;
    sums[4]! += at(7);
    sums[5]! += at(8);
    sums[6]! += at(9);
    sums[7]! += weighed;
    sums[8]! += weighed * f0;
    sums[9]! += weighed * f1;
    sums[10]! += weighed * value;
  }
  for (let i = 0; i < SUMS; i++) doubles[sumsAt(room) + c * SUMS + i]! += sums[i]!;
}
