import { beforeAll, describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../../src/base/calendar-date.ts';
import { placeFinder } from '../../../src/base/place.ts';
import { seededRandom } from '../../../src/base/seeded-random.ts';
import type { Cell, Row } from '../../../src/engines/engine.ts';
import type { Expression } from '../../../src/sql/expression.ts';
import { functionNames } from '../../../src/sql/functions.ts';
import { printRelation } from '../../../src/sql/print.ts';
import { readCondition, readValue } from '../../../src/sql/read-condition.ts';
import type { Column, Relation } from '../../../src/sql/relation.ts';
import { select } from '../../../src/sql/relation.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, decimal } from '../../../src/sql/value-type.ts';
import { walk } from '../../../src/sql/walk.ts';
import { writeCondition, writeRow, writeValue } from '../../support/arbitrary-condition.ts';
import { conditionScope } from '../../support/condition-scope.ts';
import { evaluate } from '../../support/evaluate.ts';
import { loadRows } from './load-rows.ts';
import { testedEngine, useEngine } from './tested-engine.ts';

const ROWS = 320;
const CONDITIONS = 600;
const VALUES = 300;
/** Expressions asked for by one statement. */
const BATCH = 25;

const AS_OF = '2026-06-30' as CalendarDate;
const COLUMNS: readonly Column[] = [
  { name: 'mrr', type: decimal(18, 2) },
  { name: 'total', type: decimal(38, 6) },
  { name: 'share', type: decimal(38, 38) },
  { name: 'seats', type: INTEGER },
  { name: 'days', type: INTEGER },
  { name: 'score', type: DOUBLE },
  { name: 'plan', type: TEXT },
  { name: 'account__name', type: TEXT },
  { name: 'flag', type: BOOLEAN },
  { name: 'gone', type: BOOLEAN },
  { name: 'signup', type: DATE },
  { name: 'left_on', type: DATE },
];
const SEGMENTATIONS = [{ id: 'value', segments: ['smb', 'enterprise', 'none'] }];
const LOADED: readonly Column[] = [
  { name: 'row', type: INTEGER },
  ...COLUMNS,
  { name: 'segment_value', type: TEXT },
];

/** Kinds that look at more than one row, at timestamps, or at what a fit learned; conditions do not see them. */
const NOT_IN_CONDITIONS = new Set([
  'aggregate',
  'day-of',
  'digest',
  'edge-count',
  'exp',
  'running-sum',
  'sqrt',
  'steps-reached',
  'table-sum',
  'value-at',
  'window',
]);

/** Rows at the ends of what the types hold. */
const EXTREMES: readonly Row[] = [
  {
    mrr: '9999999999999999.99',
    total: '99999999999999999999999999999999.999999',
    share: `0.${'9'.repeat(38)}`,
    seats: '9223372036854775807',
    score: Number.MAX_VALUE,
    plan: '👩‍👩‍👧‍👦 e\u0301 ñ',
    signup: '2299-12-31',
    left_on: '2299-12-31',
    flag: true,
    days: 0,
  },
  {
    mrr: '-9999999999999999.99',
    total: '-99999999999999999999999999999999.999999',
    share: `-0.${'9'.repeat(38)}`,
    seats: '-9223372036854775808',
    score: -Number.MAX_VALUE,
    plan: `\\'"%_\`$p1{p1:String}--;/*`,
    signup: '1900-01-01',
    left_on: '1900-01-01',
    flag: false,
    days: -1,
  },
  { score: 5e-324, share: `0.${'0'.repeat(37)}1`, plan: '\n\t\r', total: '0.000001', mrr: '0.01' },
  { score: 0, share: '0', total: '0', mrr: '0', seats: 0, days: 0, plan: '' },
];

interface Case {
  readonly text: string;
  readonly expression: Expression;
}

const scope = conditionScope(COLUMNS, SEGMENTATIONS);
const options = { columns: COLUMNS, segmentations: SEGMENTATIONS };
const random = seededRandom(Number(process.env['CLADE_SEED'] ?? 20260630));
const rows: readonly Row[] = [
  ...EXTREMES,
  ...Array.from({ length: ROWS - EXTREMES.length }, () => writeRow(random, options)),
].map((row, i) => ({
  ...Object.fromEntries(LOADED.map(({ name }) => [name, row[name] ?? null])),
  row: i,
}));

function cases(count: number, write: typeof writeCondition, read: typeof readCondition): readonly Case[] {
  const found: Case[] = [];
  while (found.length < count) {
    const text = write(random, options);
    const { written } = read(text, placeFinder('', text), scope);
    if (written) found.push({ text, expression: written.expression });
  }
  return found;
}

/** Whatever chance brings, each function is asked for. */
const EVERY_FUNCTION = [
  'abs(mrr)',
  'ceil(total)',
  'floor(share)',
  'floor(2)',
  'coalesce(seats, mrr, 0.5)',
  'greatest(mrr, days, 19.99)',
  'least(signup, left_on)',
  "contains(plan, 'a')",
  "starts_with(plan, 'Gr')",
  'ends_with(plan, account.name)',
  'length(plan)',
  'lower(plan)',
  'upper(plan)',
  'trim(plan)',
  'days_between(signup, left_on)',
  'year(signup) * 10000 + month(signup) * 100 + day(signup)',
].map((text): Case => {
  const { written } = readValue(text, placeFinder('', text), scope);
  if (!written) throw new Error(text);
  return { text, expression: written.expression };
});

const conditions = cases(CONDITIONS, writeCondition, readCondition);
const values = [...EVERY_FUNCTION, ...cases(VALUES, writeValue, readValue)];

/** Doubles are compared as the contract says, everything else exactly. */
function same(actual: Cell, expected: Cell): boolean {
  if (typeof actual !== 'number' || typeof expected !== 'number') return actual === expected;
  return actual === expected || Math.abs(actual - expected) <= 1e-12 * Math.abs(expected);
}

describe(`conditions on ${testedEngine}`, () => {
  const tested = useEngine();
  let customers: Relation;

  beforeAll(async () => {
    customers = await loadRows(tested.engine, tested.directory, 'customers', LOADED, rows);
  });

  async function answers(batch: readonly Case[]): Promise<readonly Row[]> {
    const columns = batch.map(({ expression }, i) => ({ name: `c${i}`, expression }));
    const relation = select(customers, [{ name: 'row', expression: ROW }, ...columns], {
      orderBy: [{ expression: ROW, descending: false }],
    });
    const printing = { asOf: AS_OF, label: 'conditions', values: 'bound' } as const;
    return tested.engine.query(printRelation(relation, tested.engine.dialect, printing));
  }

  async function differences(all: readonly Case[]): Promise<readonly string[]> {
    const wrong: string[] = [];
    for (let start = 0; start < all.length; start += BATCH) {
      const batch = all.slice(start, start + BATCH);
      const found = await answers(batch);
      expect(found.length).toBe(ROWS);
      batch.forEach(({ text, expression }, i) => {
        const bad = rows.findIndex(
          (row, n) => !same(found[n]?.[`c${i}`] ?? null, evaluate(expression, row, AS_OF)),
        );
        if (bad >= 0)
          wrong.push(
            `${text}\n  on ${JSON.stringify(rows[bad])}\n  is ${found[bad]?.[`c${i}`]}, not ${evaluate(expression, rows[bad] ?? {}, AS_OF)}`,
          );
      });
    }
    return wrong;
  }

  it('every kind of expression that reads one row, and every function, is among them', () => {
    const parts = [...conditions, ...values].flatMap(({ expression }) => [...walk(expression)]);
    const kinds = new Set(parts.map(({ kind }) => kind));
    const names = new Set(parts.map((part) => (part.kind === 'call' ? part.function : null)));
    const asked = Object.keys(tested.engine.dialect.spell).filter((kind) => !NOT_IN_CONDITIONS.has(kind));
    expect(asked.filter((kind) => !kinds.has(kind as Expression['kind']))).toEqual([]);
    expect(functionNames.filter((name) => !names.has(name))).toEqual([]);
  });

  it(`${CONDITIONS} conditions have the members the reference gives them`, async () => {
    expect(await differences(conditions)).toEqual([]);
  });

  it(`${VALUES} values are what the reference says`, async () => {
    expect(await differences(values)).toEqual([]);
  });
});

const ROW: Expression = { kind: 'column', name: 'row', type: INTEGER };
