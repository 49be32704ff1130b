import { beforeAll, describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import type { Cell, Row } from '../../../src/engines/engine.ts';
import { learnGroups } from '../../../src/methods/cluster/learn-groups.ts';
import { likenessOf, NEAREST } from '../../../src/methods/cluster/likeness.ts';
import { clusterers } from '../../../src/numeric/cluster/clusterers/index.ts';
import { encodeTable } from '../../../src/numeric/cluster/coded-table.ts';
import type { Column as NumericColumn } from '../../../src/numeric/cluster/column.ts';
import { cellAt } from '../../../src/numeric/cluster/column.ts';
import type { FrozenMixture } from '../../../src/numeric/cluster/frozen-mixture.ts';
import { scoreTables } from '../../../src/numeric/cluster/frozen-mixture.ts';
import { placeRows } from '../../../src/numeric/cluster/place-rows.ts';
import { column } from '../../../src/sql/expression.ts';
import { printRelation } from '../../../src/sql/print.ts';
import type { Relation } from '../../../src/sql/relation.ts';
import { extend, select } from '../../../src/sql/relation.ts';
import { BOOLEAN, DOUBLE, INTEGER, TEXT } from '../../../src/sql/value-type.ts';
import { plantSegments } from '../../support/planted/plant-segments.ts';
import { loadRows } from './load-rows.ts';
import { testedEngine, useEngine } from './tested-engine.ts';

const options = { asOf: '2026-06-30' as CalendarDate, label: 'likeness', values: 'bound' } as const;

const TYPES = { numbers: DOUBLE, words: TEXT, flags: BOOLEAN } as const;

describe(`likeness on ${testedEngine}`, () => {
  const tested = useEngine();
  const rowsOf = (relation: Relation) =>
    tested.engine.query(printRelation(relation, tested.engine.dialect, options));

  it('counts edges as they are in process, wherever they lie and however many', async () => {
    const random = seededRandom(3);
    const shapes: readonly (readonly number[])[] = [
      [0.5],
      Array.from({ length: 9 }, (_, i) => i - 4.5),
      Array.from({ length: 253 }, (_, i) => i * 0.25 - 3),
      Array.from({ length: 253 }, (_, i) => Math.expm1((i + 1) / 20)),
      [...new Set(Array.from({ length: 150 }, () => random.integer(0, 400) + 0.5))].sort((a, b) => a - b),
      [...new Set(Array.from({ length: 120 }, () => Math.expm1(random.next() * 14)))].sort((a, b) => a - b),
      [-1e9, ...Array.from({ length: 60 }, (_, i) => i / 1000), 1e12],
    ];
    for (const [shape, edges] of shapes.entries()) {
      const near = edges.flatMap((edge) => [edge, edge - 1e-9, edge + 1e-9, edge * (1 + 2e-16)]);
      const values: readonly Cell[] = [null, -1e300, 1e300, 0, -1, ...near];
      const rows: readonly Row[] = values.map((value, key) => ({ key, value }));
      const loaded = await loadRows(
        tested.engine,
        tested.directory,
        `edges_${shape}`,
        [
          { name: 'key', type: INTEGER },
          { name: 'value', type: DOUBLE },
        ],
        rows,
      );
      const counted = select(
        loaded,
        [
          {
            name: 'count',
            expression: { kind: 'edge-count', operand: column('value', DOUBLE), edges, type: INTEGER },
          },
        ],
        { orderBy: [{ expression: column('key', INTEGER), descending: false }] },
      );
      expect((await rowsOf(counted)).map((row) => row['count'])).toEqual(
        values.map((value) => (value === null ? null : edges.filter((edge) => edge <= Number(value)).length)),
      );
    }
  });

  describe.each(clusterers.map(({ id }) => id))('of planted groups by %s', (clusterer) => {
    const planted = plantSegments({ rows: 4_000, seed: 11, separation: 0.62, missing: 0.05 });
    const flags: NumericColumn = {
      name: 'flag',
      type: 'flags',
      values: Array.from(planted.truth, (group, row) => (row % 17 === 0 ? null : (group + row) % 3 === 0)),
    };
    const columns = [...planted.columns, flags];
    const parameters = learnGroups(
      columns,
      4_000,
      ['a', 'b', 'c', 'd'].map((id) => ({ id, like: {} })),
      { clusterer, seed: 1, mostComponents: 8, sample: 4_000, typing: {} },
      null,
    );
    const mixture = parameters?.mixture as FrozenMixture;
    const segments = parameters?.segments ?? [];
    let placed: readonly Row[];

    beforeAll(async () => {
      const names = columns.map(({ name, type }) => ({ name, type: TYPES[type] }));
      const rows: readonly Row[] = Array.from({ length: 4_000 }, (_, row) => ({
        key: row,
        ...Object.fromEntries(columns.map((each) => [each.name, cellAt(each, row)])),
      }));
      const loaded = await loadRows(
        tested.engine,
        tested.directory,
        `planted_${clusterer.replace('-', '_')}`,
        [{ name: 'key', type: INTEGER }, ...names],
        rows,
      );
      const values = new Map(names.map(({ name, type }) => [name, column(name, type)]));
      const likeness = likenessOf(mixture, values, segments);
      placed = await rowsOf(
        select(
          likeness.layers.reduce(extend, loaded),
          [
            { name: 'nearest', expression: column(NEAREST, INTEGER) },
            { name: 'margin', expression: likeness.margin },
            { name: 'runner_up', expression: likeness.runnerUp },
            { name: 'fit', expression: likeness.fitPercentile },
            { name: 'present', expression: likeness.present },
            ...likeness.similarities.map(({ expression }, s) => ({ name: `s${s}`, expression })),
          ],
          { orderBy: [{ expression: column('key', INTEGER), descending: false }] },
        ),
      );
    }, 60_000);

    it('gives everybody the label, runner-up, fit and values present that it has in process', () => {
      const inProcess = placeRows(scoreTables(mixture), encodeTable(columns, mixture.books));
      expect(placed.map((row) => Number(row['nearest']))).toEqual(Array.from(inProcess.segment));
      expect(placed.map((row) => row['runner_up'])).toEqual(
        Array.from(inProcess.runnerUp, (group) => segments[group]),
      );
      expect(placed.map((row) => Number(row['present']))).toEqual(Array.from(inProcess.present));
      expect(placed.map((row) => Number(row['fit']))).toEqual(Array.from(inProcess.fitPercentile));
    });

    it('tells similarities and margins to twelve digits', () => {
      const inProcess = placeRows(scoreTables(mixture), encodeTable(columns, mixture.books));
      const off = placed.map((row, at) =>
        Math.max(
          Math.abs(Number(row['margin']) - inProcess.margin[at]!),
          ...segments.map((_, s) =>
            Math.abs(Number(row[`s${s}`]) - inProcess.similarity[at * segments.length + s]!),
          ),
        ),
      );
      expect(Math.max(...off)).toBeLessThan(1e-12);
    });
  });
});
