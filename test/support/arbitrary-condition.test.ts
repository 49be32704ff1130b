import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../src/base/calendar-date.ts';
import { placeFinder } from '../../src/base/place.ts';
import { seededRandom } from '../../src/base/seeded-random.ts';
import type { Expression } from '../../src/sql/expression.ts';
import { functionNames } from '../../src/sql/functions.ts';
import { readCondition, readValue } from '../../src/sql/read-condition.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, decimal } from '../../src/sql/value-type.ts';
import { walk } from '../../src/sql/walk.ts';
import { writeCondition, writeRow, writeValue } from './arbitrary-condition.ts';
import { conditionScope } from './condition-scope.ts';
import { evaluate } from './evaluate.ts';

const columns = [
  { name: 'mrr', type: decimal(18, 2) },
  { name: 'account__acv', type: decimal(30, 6) },
  { name: 'seats', type: INTEGER },
  { name: 'score', type: DOUBLE },
  { name: 'plan', type: TEXT },
  { name: 'is_trial', type: BOOLEAN },
  { name: 'signup', type: DATE },
];
const options = { columns, segmentations: [{ id: 'value', segments: ['smb', 'enterprise'] }] };
const scope = conditionScope(columns, options.segmentations);
const asOf = '2026-06-30' as CalendarDate;

describe('written conditions', () => {
  it('are accepted, can be evaluated, and use every kind of node and every function', () => {
    const kinds = new Set<Expression['kind']>();
    const called = new Set<string>();
    const outcomes = new Map<unknown, number>();
    for (let seed = 0; seed < 1500; seed++) {
      const random = seededRandom(seed);
      const text = seed % 3 === 0 ? writeValue(random, options) : writeCondition(random, options);
      const { written, findings } = (seed % 3 === 0 ? readValue : readCondition)(
        text,
        placeFinder('', text),
        scope,
      );
      expect({ text, findings }).toEqual({ text, findings: [] });
      if (!written) continue;
      for (const node of walk(written.expression)) {
        kinds.add(node.kind);
        if (node.kind === 'call') called.add(node.function);
      }
      const value = evaluate(written.expression, writeRow(random, options), asOf);
      if (seed % 3 > 0) outcomes.set(value, (outcomes.get(value) ?? 0) + 1);
    }
    expect([...called].toSorted()).toEqual(functionNames);
    expect(kinds.size).toBe(19);
    for (const outcome of [true, false, null]) expect(outcomes.get(outcome)).toBeGreaterThan(100);
  });

  it('repeat with the seed', () => {
    expect(writeCondition(seededRandom(5), options)).toBe(writeCondition(seededRandom(5), options));
    expect(writeCondition(seededRandom(5), options)).not.toBe(writeCondition(seededRandom(6), options));
  });
});
