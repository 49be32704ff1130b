import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seeded-random.ts';
import { adjustedRand } from '../../src/numeric/adjusted-rand.ts';
import { clusterers } from '../../src/numeric/cluster/clusterers/index.ts';
import { encodeTable, learnCoding, selectRows } from '../../src/numeric/cluster/coded-table.ts';
import { placeRows } from '../../src/numeric/cluster/place-rows.ts';
import type { FrozenMixture } from '../../src/numeric/cluster/frozen-mixture.ts';
import { scoreTables } from '../../src/numeric/cluster/frozen-mixture.ts';
import type { Column } from '../../src/numeric/cluster/column.ts';
import { shuffleRows } from '../../src/numeric/cluster/sample-rows.ts';

const ROWS = 240;
const SIZES = [120, 80, 40];

/** Three blobs of 120, 80 and 40 rows in four numbers and two words, one cell in twenty missing. */
function blobs(seed: number) {
  const random = seededRandom(seed);
  const truth = Int32Array.from(SIZES.flatMap((size, blob) => Array.from({ length: size }, () => blob)));
  const numbers = Array.from({ length: 4 }, (_, c): Column => {
    const centres = SIZES.map((_, blob) => 9 * ((blob + c) % 3));
    const values = Array.from(truth, (blob) => (random.next() < 0.05 ? null : random.normal(centres[blob])));
    return { name: `number ${c}`, type: 'numbers', values };
  });
  const words = Array.from({ length: 2 }, (_, c): Column => {
    const level = (blob: number) => (random.next() < 0.9 ? blob : random.integer(0, 2));
    return { name: `word ${c}`, type: 'words', values: Array.from(truth, (blob) => `level ${level(blob)}`) };
  });
  const columns = [...numbers, ...words];
  return { columns, table: encodeTable(columns, learnCoding(columns).books), truth };
}

describe.each(clusterers.map((clusterer) => [clusterer.id, clusterer] as const))('%s', (_, clusterer) => {
  const { columns, table, truth } = blobs(7);
  const noValues = columns.map((column): Column => ({ ...column, values: [null] }) as Column);
  const labels = clusterer.cluster(table, { groups: 3, seed: 1 });

  it('labels every row from 0, the largest group first', () => {
    expect(labels).toHaveLength(ROWS);
    const sizes = [0, 1, 2].map((group) => labels.filter((label) => label === group).length);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(ROWS);
  });

  it('recovers blobs', () => expect(adjustedRand(labels, truth)).toBeGreaterThan(0.98));

  it('repeats with its seed', () => {
    expect(clusterer.cluster(table, { groups: 3, seed: 1 })).toEqual(labels);
  });

  it('parts permuted rows the same way', () => {
    const order = shuffleRows(
      Uint32Array.from({ length: ROWS }, (_, row) => row),
      3,
    );
    const again = clusterer.cluster(selectRows(table, order), { groups: 3, seed: 1 });
    const moved = Int32Array.from(order, (row) => labels[row]!);
    expect(adjustedRand(again, moved)).toBe(1);
  });

  it('freezes what places any row, the rows learned from as it groups them', () => {
    const frozen = clusterer.freeze(table, { groups: 3, seed: 1, sample: ROWS, mostComponents: 5 });
    const kept = JSON.parse(JSON.stringify(frozen)) as FrozenMixture;
    const placed = placeRows(scoreTables(kept), encodeTable(columns, kept.books));
    const same = placed.segment.filter((segment, row) => segment === labels[row]).length;
    // A tree says nothing of whose mean is nearest, and a mixture may be merged of more components than its groups.
    expect(same / ROWS).toBeGreaterThanOrEqual(
      clusterer.id === 'k-means' || clusterer.id === 'k-prototypes' ? 1 : 0.98,
    );
    expect(frozen?.groups).toHaveLength(3);
    expect(Array.from(placed.similarity).every((share) => share >= 0 && share <= 1)).toBe(true);
    const nobody = placeRows(scoreTables(kept), encodeTable(noValues, kept.books));
    expect(nobody.present[0]).toBe(0);
    const few = selectRows(table, [0, 1]);
    expect(clusterer.freeze(few, { groups: 3, seed: 1, sample: ROWS, mostComponents: 5 })).toBeNull();
  });

  it('puts all in one group where one is asked for', () => {
    expect(new Set(clusterer.cluster(table, { groups: 1, seed: 1 }))).toEqual(new Set([0]));
  });
});

describe('the list of clusterers', () => {
  it('is the files of its folder, and each says where it comes from', () => {
    const folder = resolve(import.meta.dirname, '../../src/numeric/cluster/clusterers');
    const files = readdirSync(folder)
      .map((name) => name.slice(0, -3))
      .filter((id) => id !== 'index' && id !== 'clusterer');
    expect(clusterers.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
    for (const { source, summary } of clusterers) {
      expect(source).toMatch(/\d{4}/);
      expect(summary).toMatch(/\.$/);
    }
  });
});
