import { describe, expect, it } from 'vitest';
import type { CalendarDate } from '../../src/base/calendar-date.ts';
import { placeFinder } from '../../src/base/place.ts';
import type { Cell } from '../../src/engines/engine.ts';
import { readValue } from '../../src/sql/read-condition.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, decimal } from '../../src/sql/value-type.ts';
import { conditionScope } from './condition-scope.ts';
import { evaluate } from './evaluate.ts';

const scope = conditionScope([
  { name: 'mrr', type: decimal(18, 2) },
  { name: 'seats', type: INTEGER },
  { name: 'score', type: DOUBLE },
  { name: 'plan', type: TEXT },
  { name: 'flag', type: BOOLEAN },
  { name: 'gone', type: BOOLEAN },
  { name: 'signup', type: DATE },
]);
const row = {
  mrr: '19.99',
  seats: '9007199254740993',
  score: 1e300,
  plan: 'Größe_1',
  flag: true,
  signup: '2024-01-31',
};

function valueOf(text: string): Cell {
  const { written, findings } = readValue(text, placeFinder('', text), scope);
  if (!written) throw new Error(`${text}: ${findings.map(({ message }) => message).join(' ')}`);
  return evaluate(written.expression, row, '2026-06-30' as CalendarDate);
}

describe('evaluate', () => {
  it.each<[string, Cell]>([
    ['mrr * 3', '59.97'],
    ['0.1 + 0.2 = 0.3', true],
    ['seats + 1', '9007199254740994'],
    ['mrr / 0', null],
    ['score * 1e300', null],
    ['-mrr', '-19.99'],
    ['floor(-mrr)', '-20'],
    ['ceil(mrr)', '20'],
    ['gone', null],
    ['gone and false', false],
    ['gone or flag', true],
    ['not gone', null],
    ['gone = gone', null],
    ['gone is null and gone is not true and gone is not false', true],
    ['at_least(1, gone, false)', null],
    ['at_least(2, gone, false)', false],
    ['at_least(1, gone, flag)', true],
    ['mrr in (19.99, 5)', true],
    ["plan in ('x', lower(plan))", false],
    ["case when gone then 'x' end in ('x', 'y')", null],
    ["plan like 'Gr__e\\_1'", true],
    ["plan like 'gr%'", false],
    ["plan ilike 'GRÖ%'", true],
    ["'a.c' like 'abc'", false],
    ["length('🙂é')", 2],
    ["upper('Größe')", 'GRÖẞE'],
    ["trim('  a ')", 'a'],
    ["'🙂' > '￮'", true],
    ['signup + interval 1 month', '2024-02-29'],
    ['signup - interval 100 year', '1924-01-31'],
    ['signup - interval 100 year - interval 30 year', null],
    ['days_between(signup, as_of)', 881],
    ['year(as_of) * 100 + month(as_of)', '202606'],
    ['greatest(seats, 1, 2)', '9007199254740993'],
    ['coalesce(case when gone then 1.5 end, 2)', '2.0'],
    ['least(case when gone then 1 end, 2)', null],
  ])('%s is %s', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });
});
