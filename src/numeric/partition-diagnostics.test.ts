import { describe, expect, it } from 'vitest';
import { adjustedRand } from './adjusted-rand.ts';
import { calinskiHarabasz } from './calinski-harabasz.ts';
import { daviesBouldin } from './davies-bouldin.ts';
import { inertia } from './inertia.ts';
import { matrixOf } from './matrix.ts';
import { silhouette, silhouettes } from './silhouette.ts';

/** Sixty rows of four columns in tenths, three overlapping groups; made the same way in Python for scikit-learn 1.2.1. */
const made = matrixOf(
  Array.from({ length: 60 }, (_, i) =>
    Array.from(
      { length: 4 },
      (_, j) => ((i * 37 + j * 101 + i * j * 13) % 97) / 10 + (i % 3 === j % 3 ? 6 : 0),
    ),
  ),
);
const three = Int32Array.from({ length: 60 }, (_, i) => i % 3);
/** One row alone in its group. */
const alone = Int32Array.from({ length: 60 }, (_, i) => (i === 0 ? 0 : 1 + (i % 2)));

describe('diagnostics equal scikit-learn 1.2.1 to nine digits', () => {
  it.each([
    ['three groups', three, 1849.4555, 0.2530690565477214, 28.116844660496024, 1.220703255940242],
    [
      'a group of one',
      alone,
      3584.1466781609197,
      -0.07878710944498551,
      0.7148575804739314,
      11.90659151823364,
    ],
  ])('%s', (_, labels, within, silhouetteScore, calinski, davies) => {
    expect(inertia(made, labels)).toBeCloseTo(within, 9);
    expect(silhouette(made, labels)).toBeCloseTo(silhouetteScore, 9);
    expect(calinskiHarabasz(made, labels)).toBeCloseTo(calinski, 9);
    expect(daviesBouldin(made, labels)).toBeCloseTo(davies, 9);
  });

  it('adjusted Rand', () => expect(adjustedRand(three, alone)).toBeCloseTo(-0.022616053498664482, 9));
});

describe('at the ends', () => {
  it('a row alone has silhouette 0, and equal rows in two groups 0 too', () => {
    expect(silhouettes(made, alone)[0]).toBe(0);
    expect(silhouette(matrixOf([[1], [1], [1], [1]]), [0, 0, 1, 1])).toBe(0);
  });

  it('groups without spread are as far apart as can be', () => {
    const points = matrixOf([[0], [0], [5], [5]]);
    expect(calinskiHarabasz(points, [0, 0, 1, 1])).toBe(1);
    expect(daviesBouldin(points, [0, 0, 1, 1])).toBe(0);
    expect(silhouette(points, [0, 0, 1, 1])).toBe(1);
  });
});
