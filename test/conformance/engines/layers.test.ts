import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import type { Expression } from '../../../src/sql/expression.ts';
import { aggregate, choose, column, compare, integer } from '../../../src/sql/expression.ts';
import { printRelation } from '../../../src/sql/print.ts';
import type { Relation } from '../../../src/sql/relation.ts';
import { extend, select } from '../../../src/sql/relation.ts';
import { INTEGER } from '../../../src/sql/value-type.ts';
import { loadRows } from './load-rows.ts';
import { testedEngine, useEngine } from './tested-engine.ts';

const CUSTOMERS = 100_000;
const DEPTH = 12;

const layer = (depth: number): Expression => column(`c${depth}`, INTEGER);

/** Each layer asks the one before it four times: written into one select, this would be 4 to the power of 12. */
function layered(from: Relation, depth: number): Relation {
  if (depth === 0) return from;
  const below = layer(depth - 1);
  const expression = choose(
    [
      { when: compare(below, '<', integer(3)), then: integer(3) },
      { when: compare(below, '>', integer(90)), then: integer(90 - depth) },
      { when: compare(below, '=', integer(50 + depth)), then: integer(7) },
    ],
    below,
    INTEGER,
  );
  return extend(layered(from, depth - 1), [{ name: `c${depth}`, expression }]);
}

function placed(value: number, depth: number): number {
  if (depth === 0) return value;
  const below = placed(value, depth - 1);
  if (below < 3) return 3;
  if (below > 90) return 90 - depth;
  return below === 50 + depth ? 7 : below;
}

describe(`layers on ${testedEngine}`, () => {
  const tested = useEngine();

  it(`${DEPTH} layers over ${CUSTOMERS} customers take seconds at most`, async () => {
    const rows = Array.from({ length: CUSTOMERS }, (_, i) => ({ c0: i % 100 }));
    const base = await loadRows(
      tested.engine,
      tested.directory,
      'layer_base',
      [{ name: 'c0', type: INTEGER }],
      rows,
    );
    const top = layer(DEPTH);
    const counted = select(
      layered(base, DEPTH),
      [
        { name: 'value', expression: top },
        { name: 'customers', expression: aggregate('count', null, INTEGER) },
      ],
      { groupBy: [top], orderBy: [{ expression: top, descending: false }] },
    );
    const options = { asOf: '2026-06-30' as CalendarDate, label: 'layers', values: 'bound' } as const;
    const start = performance.now();
    const found = await tested.engine.query(printRelation(counted, tested.engine.dialect, options));
    const took = performance.now() - start;
    const expected = new Map<number, number>();
    for (const { c0 } of rows) {
      const value = placed(c0, DEPTH);
      expected.set(value, (expected.get(value) ?? 0) + 1);
    }
    expect(found).toEqual(
      [...expected].sort(([a], [b]) => a - b).map(([value, customers]) => ({ value, customers })),
    );
    expect(took).toBeLessThan(5000);
  });
});
