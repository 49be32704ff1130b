import { seededRandom } from '../../../src/base/seeded-random.ts';
import type { Column } from '../../../src/numeric/cluster/column.ts';
import { studentScale } from './draws.ts';

export interface NoiseOptions {
  readonly rows: number;
  readonly seed: number;
  readonly numbers?: number;
  readonly words?: number;
  /** Loading of the one factor all numbers share: 0 is independent noise, 0.9 an elongated cloud. */
  readonly loading?: number;
  readonly freedom?: number;
}

/** A table without groups: independent columns of many shapes, or one elongated cloud. */
export function plantNoise({
  rows,
  seed,
  numbers = 8,
  words = 4,
  loading = 0,
  freedom = Infinity,
}: NoiseOptions): readonly Column[] {
  const random = seededRandom(seed).fork('noise');
  const values = Array.from({ length: numbers }, () => new Float64Array(rows));
  const levels = Array.from({ length: words }, () => Array.from<string>({ length: rows }).fill(''));
  for (let row = 0; row < rows; row++) {
    const factor = random.normal();
    const tail = studentScale(freedom, random);
    values.forEach((column, c) => {
      const z = (loading * factor + Math.sqrt(1 - loading * loading) * random.normal()) * tail;
      column[row] = c % 3 === 0 ? z : c % 3 === 1 ? Math.exp(z) : Math.round(10 + 4 * z);
    });
    levels.forEach((column, c) => (column[row] = `level ${random.integer(0, 1 + c)}`));
  }
  return [
    ...values.map((column, c) => ({ name: `number ${c}`, type: 'numbers' as const, values: column })),
    ...levels.map((column, c) => ({ name: `word ${c}`, type: 'words' as const, values: column })),
  ];
}
