import { describe, expect, it } from 'vitest';
import { writeCondition } from '../../test/support/arbitrary-condition.ts';
import { conditionScope } from '../../test/support/condition-scope.ts';
import { smallWorld } from '../../test/support/small-world.ts';
import { placeFinder } from '../base/place.ts';
import type { SeededRandom } from '../base/seeded-random.ts';
import { seededRandom } from '../base/seeded-random.ts';
import type { ExpressionKind } from './expression.ts';
import { functionNames } from './functions.ts';
import { readCondition } from './read-condition.ts';
import { canBeTrue } from './satisfiable.ts';
import { walk } from './walk.ts';

const scope = conditionScope(smallWorld.columns);
const columns = new Set(smallWorld.columns.map(({ name }) => name));

/** The kinds a written condition can hold; never an aggregate or a window. */
const KINDS = new Set<ExpressionKind>(
  (
    'column literal as-of not and or at-least compare in like is-null is-true is-false arithmetic negate case call ' +
    'add-interval cast'
  ).split(' ') as ExpressionKind[],
);

/** What is wrong with how a text was read, or null. A refusal needs a place inside the text and words. */
function fault(text: string): string | null {
  const { written, findings } = readCondition(text, placeFinder('x', text), scope);
  if ((written === null) !== findings.length > 0) return 'neither refused nor read';
  for (const { place, message, code } of findings) {
    if (!place || place.line < 1 || place.column < 1) return `${code} has no place`;
    if (message.length > 300) return `${code} floods: ${message.length}`;
  }
  if (!written) return null;
  if (written.expression.type.kind !== 'boolean') return 'not a condition';
  for (const node of walk(written.expression)) {
    if (!KINDS.has(node.kind)) return `unknown node ${node.kind}`;
    if (node.kind === 'column' && !columns.has(node.name)) return `unknown column ${node.name}`;
    if (node.kind === 'call' && !functionNames.includes(node.function)) return `unknown function`;
  }
  return null;
}

const REFUSED = [
  "plan = 'a'; drop table customers; --",
  "plan = 'a' -- and is_trial",
  "plan = 'a' /* is_trial */",
  "plan = '\\' or 1=1 --",
  "plan = '' or ''='' union select 1",
  "1 = 1; attach 'x.db'",
  'seats in (select seats from account)',
  'exists (select 1)',
  "read_csv('/etc/passwd') is null",
  "getenv('HOME') = 'x'",
  'pg_sleep(10) = 1',
  'sleep(3) = 0',
  'constructor > 1',
  '__proto__ is null',
  'constructor(1) = 1',
  'toString() = 1',
  'hasOwnProperty(plan)',
  '"seats" > 1',
  '`seats` > 1',
  '[seats] > 1',
  'seats::text = 1',
  'seats > $1',
  'seats > ?',
  'seats > {p1:Int64}',
  'seats > @x',
  'ѕeats > 1',
  'seats ＞ 1',
  'seats > １',
  'plan = ‘a’',
  'plan = \u02bca\u02bc',
  'seats\u200b > 1',
  'seats\u00a0> 1',
  '\ufeffseats > 1',
  'is_trial\u202e and not',
  'seats > 1\0',
  "plan = 'a\0b'",
  "plan = '\ud800'",
  "plan = '\u202eevil'",
  'plan = \'a"',
  "plan = U&'\\0041'",
  "plan = E'\\x41'",
  "plan = x'41'",
  "plan = 'a' 'b'",
  'seats > 0x10',
  'seats > 1_000',
  'seats > 1e999',
  'seats > 1e-999',
  `seats > ${'9'.repeat(39)}`,
  `seats > ${'9'.repeat(10_000)}`,
  `seats > 0.${'1'.repeat(39)}`,
  `seats > 1e${'9'.repeat(5000)}`,
  'seats > nan',
  'seats > infinity',
  'seats > -',
  'seats = null',
  'seats in (1, null)',
  'seats between null and 5',
  'null',
  'not null',
  'seats',
  "'true'",
  '1',
  'seats and is_trial',
  'seats = is_trial',
  'is_trial < true',
  "plan like '%\\'",
  "plan like lower('a')",
  "plan similar to 'a'",
  "plan ~ 'a'",
  "plan || 'a' = 'aa'",
  "signup > '2026-01-01'",
  "signup > date '2026-13-01'",
  "signup > date '0001-01-01'",
  'signup > now()',
  'signup > current_date',
  'signup - as_of > 30',
  'signup > as_of - 30',
  'signup > as_of - interval 99999999999 day',
  'signup > as_of - interval -1 day',
  'interval 1 day > 1',
  "segment('value') = 'a'",
  'at_least(1e9, is_trial)',
  'at_least(99999999999999999999, is_trial)',
  'at_least(is_trial)',
  'case end',
  'case when is_trial then null end is null',
  'sum(seats) > 1',
  'row_number() over () = 1',
  'lag(seats) over (order by signup) > 1',
  'count(*) > 1',
  'seats > all (1)',
  'seats is distinct from 1',
  'seats in ()',
  'coalesce() = 1',
  "length(seats) = 1 or lower(5) = 'a'",
  'least(plan, plan) = plan',
  'a.b.c > 1',
  'account..mrr > 1',
  '.seats > 1',
  '='.repeat(20_000),
  "'".repeat(19_999),
  '('.repeat(20_000),
  ')'.repeat(20_000),
  'not '.repeat(5000),
  '-'.repeat(20_000),
  '- '.repeat(10_000),
  '/*'.repeat(10_000),
  'case when '.repeat(2000),
  'a.'.repeat(10_000),
  'x'.repeat(20_000),
  `${'x'.repeat(20_000)}x`,
  'coalesce('.repeat(2000),
  'zzz or '.repeat(2800),
  '\0'.repeat(20_000),
  '🙂'.repeat(10_000),
  '',
  ' \n\t ',
];

const READ = [
  "plan = ''''''",
  "plan = '\\'",
  "plan = '; drop table x; -- /*'",
  "plan = '👩‍👩‍👧 é'",
  "plan in ('\"', '`', '$1', '{p:String}', '?')",
  "plan like '\\\\\\%\\_'",
  `seats in (${'1,'.repeat(9900)}1)`,
  `${'is_trial or '.repeat(1600)}is_trial`,
  `${'('.repeat(198)}is_trial${')'.repeat(198)}`,
  `seats > ${'9'.repeat(38)}`,
];

const PIECES =
  `and|or|not|in|(|)|(|)|,|=|<>|<|>=|+|-|*|/|--|/*|*/|;|'|''|'a'|"|\\|%|null|is|true|case|when|then|else|end|between|like|ilike|` +
  `date|interval|30|day|as_of|segment|at_least|select|over|seats|plan|mrr|signup|is_trial|limits|coalesce|length|lower|0.5|1e3|1e999|` +
  `.|..|\u0000|\u202e|\ud83d|é|ﬀ|\n|\t|{|}|[|]|$|@|#|?|:|::|!|&|||~|_|$$|account.mrr|9999999999999999999|date '2026-01-31'|interval 3 day`;

/** Tokens in any order, or a sound condition that was cut, doubled or sprinkled with them. */
function hostile(random: SeededRandom): string {
  const pieces = PIECES.split('|');
  const piece = () => pieces[random.integer(0, pieces.length - 1)] ?? '|';
  if (random.next() < 0.4)
    return Array.from({ length: random.integer(1, 60) }, piece).join(random.next() < 0.7 ? ' ' : '');
  let text = writeCondition(random, smallWorld);
  for (let edits = random.integer(1, 4); edits > 0; edits--) {
    const at = random.integer(0, text.length);
    const to = Math.min(text.length, at + random.integer(0, 12));
    text =
      text.slice(0, at) + (random.next() < 0.7 ? piece() : text.slice(at, to).repeat(3)) + text.slice(to);
  }
  return text;
}

describe('hostile conditions', () => {
  it.each(REFUSED.map((text) => [text.slice(0, 50), text]))('refused: %j', (_, text) => {
    expect(fault(text)).toBeNull();
    expect(readCondition(text, placeFinder('x', text), scope).findings).not.toEqual([]);
  });

  it.each(READ.map((text) => [text.slice(0, 50), text]))('read: %j', (_, text) => {
    expect(readCondition(text, placeFinder('x', text), scope).findings).toEqual([]);
    expect(fault(text)).toBeNull();
  });

  it('made from a seed are refused with a place or hold only known nodes', () => {
    const texts = Array.from({ length: 3000 }, (_, seed) => hostile(seededRandom(seed)));
    const faults = texts.map((text) => ({ text, fault: fault(text) })).filter(({ fault }) => fault !== null);
    expect(faults).toEqual([]);
    const refused = texts.filter(
      (text) => readCondition(text, placeFinder('x', text), scope).written === null,
    );
    expect(refused.length).toBeGreaterThan(1500);
    expect(refused.length).toBeLessThan(2990);
  });

  it('take time in proportion to their length', () => {
    const started = performance.now();
    for (const text of [...REFUSED, ...READ].filter(({ length }) => length > 5000)) fault(text);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('can be judged where they were read', () => {
    for (const text of READ) {
      const { written } = readCondition(text, placeFinder('x', text), scope);
      expect(written && canBeTrue(written.expression)).toBe(
        text.includes('9'.repeat(38)) ? 'never' : 'possible',
      );
    }
  });
});
