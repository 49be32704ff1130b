import { describe, expect, it } from 'vitest';
import { conditionScope } from '../../test/support/condition-scope.ts';
import { placeFinder } from '../base/place.ts';
import type { Reading } from './condition.ts';
import type { Expression } from './expression.ts';
import { readCondition, readValue } from './read-condition.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, TIMESTAMP, decimal, formatType } from './value-type.ts';

const scope = conditionScope(
  [
    { name: 'mrr', type: decimal(18, 2) },
    { name: 'acv', type: decimal(38, 6) },
    { name: 'account__mrr', type: decimal(12, 2) },
    { name: 'seats', type: INTEGER },
    { name: 'score', type: DOUBLE },
    { name: 'plan', type: TEXT },
    { name: 'is_trial', type: BOOLEAN },
    { name: 'signup', type: DATE },
    { name: 'seen_at', type: TIMESTAMP },
  ],
  [{ id: 'value', segments: ['smb', 'enterprise'] }],
);

const condition = (text: string): Reading => readCondition(text, placeFinder('rules.yaml', text), scope);
const value = (text: string): Reading => readValue(text, placeFinder('rules.yaml', text), scope);

/** A tree with its types, short enough to read. */
function shown(node: Expression): string {
  switch (node.kind) {
    case 'column':
      return node.name;
    case 'literal': {
      const held =
        node.literal.kind === 'null'
          ? 'null'
          : 'digits' in node.literal
            ? node.literal.digits
            : node.literal.value;
      return `${String(held)}:${typed(node)}`;
    }
    case 'cast':
      return `cast(${shown(node.operand)} to ${typed(node)})`;
    case 'compare':
      return `${shown(node.left)} ${node.operator} ${shown(node.right)}`;
    case 'arithmetic':
      return `[${shown(node.left)} ${node.operator} ${shown(node.right)}]:${typed(node)}`;
    case 'negate':
      return `-${shown(node.operand)}`;
    case 'not':
      return `not(${shown(node.operand)})`;
    case 'and':
      return node.operands.map(shown).join(' and ');
    case 'in':
      return `${shown(node.operand)} in (${node.values.map(shown).join(', ')})`;
    case 'like':
      return `${shown(node.operand)} like ${node.pattern}`;
    case 'call':
      return `${node.function}(${node.args.map(shown).join(', ')}):${typed(node)}`;
    case 'case': {
      const results = [...node.branches.map(({ then }) => then), ...(node.otherwise ? [node.otherwise] : [])];
      return `case(${results.map(shown).join(', ')}):${typed(node)}`;
    }
    case 'add-interval':
      return `${shown(node.date)} by ${node.amount} ${node.unit}`;
    default:
      return node.kind;
  }
}

const typed = ({ type }: Expression) => formatType(type).replace('decimal(', 'd(').replace(', ', ',');

function read(reading: Reading): string {
  const { written, findings } = reading;
  return written ? shown(written.expression) : findings.map(({ message }) => message).join(' ');
}

describe('types', () => {
  it.each([
    ['mrr >= 20', 'mrr >= 20:d(18,2)'],
    ['mrr >= 0.005', 'cast(mrr to d(19,3)) >= 0.005:d(19,3)'],
    ['acv >= 0.0000001', 'cast(acv to double) >= 1e-7:double'],
    ['seats > 4.5', 'cast(seats to d(20,1)) > 4.5:d(20,1)'],
    ['seats > 4', 'seats > 4:integer'],
    ['4 < seats', '4:integer < seats'],
    ['seats > 9223372036854775808', 'cast(seats to d(19,0)) > 9223372036854775808:d(19,0)'],
    ['seats = mrr', 'cast(seats to d(21,2)) = cast(mrr to d(21,2))'],
    ['seats > score', 'cast(seats to double) > score'],
    ['score > 0.1', 'score > 0.1:double'],
    ['mrr > 1e3', 'cast(mrr to double) > 1000:double'],
    ['mrr in (1, 2.555)', 'cast(mrr to d(19,3)) in (1:d(19,3), 2.555:d(19,3))'],
    ['mrr not in (1)', 'not(mrr in (1:d(18,2)))'],
    ['mrr between 1 and 2', 'mrr >= 1:d(18,2) and mrr <= 2:d(18,2)'],
    ["plan not like 'a%'", 'not(plan like a%)'],
    ['is_trial <> true', 'is_trial <> true:boolean'],
    ['signup < as_of - interval 2 months', 'signup < as-of by -2 month'],
    ["signup < date '2026-03-31' - interval 1 month", 'signup < 2026-02-28:date'],
    ["segment('value') <> 'smb'", 'segment_value <> smb:text'],
    ["'smb' = segment('value')", 'segment_value = smb:text'],
    ["segment('value') not in ('smb', 'enterprise')", 'not(segment_value in (smb:text, enterprise:text))'],
    ['account.mrr > 1', 'account__mrr > 1:d(12,2)'],
  ])('%s', (text, expected) => {
    expect(read(condition(text))).toBe(expected);
  });

  it.each([
    ['mrr + 1', '[cast(mrr to d(19,2)) + 1:d(19,2)]:d(19,2)'],
    ['mrr * 12', '[mrr * 12:d(2,0)]:d(20,2)'],
    ['seats * seats', '[cast(seats to d(19,0)) * cast(seats to d(19,0))]:d(38,0)'],
    ['seats * mrr * 10', '[cast([cast(seats to d(19,0)) * mrr]:d(37,2) to double) * 10:double]:double'],
    ['seats - 1', '[cast(seats to d(20,0)) - 1:d(20,0)]:d(20,0)'],
    ['acv + 1', '[cast(acv to double) + 1:double]:double'],
    ['mrr / seats', '[cast(mrr to double) / cast(seats to double)]:double'],
    ['-seats', '-cast(seats to d(19,0))'],
    ['-5', '-5:integer'],
    ['2 + 3 * 4', '14:integer'],
    ['0.1 + 0.2', '0.3:d(1,1)'],
    ['1 / 4', '0.25:double'],
    ['1 / 0', '[1:double / 0:double]:double'],
    ['coalesce(mrr, 0)', 'coalesce(mrr, 0:d(18,2)):d(18,2)'],
    ['greatest(seats, 1.5)', 'greatest(cast(seats to d(20,1)), 1.5:d(20,1)):d(20,1)'],
    ['floor(mrr)', 'floor(mrr):d(17,0)'],
    ['abs(seats)', 'abs(cast(seats to d(19,0))):d(19,0)'],
    ['ceil(score)', 'ceil(score):double'],
    ['length(plan)', 'length(plan):integer'],
    ['days_between(signup, as_of)', 'days_between(signup, as-of):integer'],
    [
      'case when is_trial then 1 when seats > 1 then null else 2.5 end',
      'case(1:d(2,1), null:d(2,1), 2.5:d(2,1)):d(2,1)',
    ],
  ])('value %s', (text, expected) => {
    expect(read(value(text))).toBe(expected);
  });
});

describe('findings', () => {
  it.each([
    ['mrr = null', 'condition-null-comparison', 'null', 'write mrr is null'],
    ['null <> plan', 'condition-null-comparison', 'null', 'write plan is not null'],
    ['seats in (1, null)', 'condition-null-comparison', 'null', 'write seats is null'],
    ['sets > 5', 'condition-unknown-name', 'sets', 'did you mean seats?'],
    ['MRR > 5', 'condition-unknown-name', 'MRR', 'did you mean mrr?'],
    ['acount.mrr > 5', 'condition-unknown-name', 'acount.mrr', 'did you mean account.mrr?'],
    ['a.b.mrr > 5', 'condition-unknown-name', 'a.b.mrr', 'one step at most: account.mrr'],
    ['lenght(plan) > 5', 'condition-unknown-function', 'lenght', 'did you mean length?'],
    ["signup < '2026-01-01'", 'condition-type', "'2026-01-01'", "write date '2026-01-01'"],
    ["signup in ('soon')", 'condition-type', "'soon'", "write a date as date '2026-01-31'"],
    ["seats = '5'", 'condition-type', "'5'", 'write 5 without quotes'],
    ["is_trial = 'yes'", 'condition-type', "'yes'", undefined],
    ['signup - as_of > 30', 'condition-type', 'signup - as_of', 'write days_between(as_of, signup)'],
    ['signup > as_of - 30', 'condition-type', 'as_of - 30', 'write as_of - interval 30 day'],
    ['is_trial > false', 'condition-type', 'is_trial > false', 'compare them with = or <>'],
    ['seats', 'condition-type', 'seats', 'compare it with a value'],
    ['not seats', 'condition-type', 'seats', 'compare it with a value'],
    ["seats like '5%'", 'condition-type', 'seats', undefined],
    ['plan + 1 > 2', 'condition-type', 'plan', undefined],
    ['least(plan, plan) = plan', 'condition-arguments', 'least', 'write least(value, value, ...)'],
    ['days_between(signup) > 1', 'condition-arguments', 'days_between', 'write days_between(from, to)'],
    ['seen_at is null', 'condition-type', 'seen_at', 'declare the column as a date'],
    ['seats in ()', 'condition-syntax', 'seats in ()', "write in ('a', 'b')"],
    ["segment('worth') = 'smb'", 'condition-unknown-segmentation', "segment('worth')", undefined],
    [
      "segment('valeu') = 'smb'",
      'condition-unknown-segmentation',
      "segment('valeu')",
      "did you mean 'value'?",
    ],
    [
      "segment('value') = 'enterprize'",
      'condition-unknown-segment',
      "'enterprize'",
      "did you mean 'enterprise'?",
    ],
    ["segment('value') = plan", 'condition-segment-use', 'plan', undefined],
    [
      "segment('value') > 'smb'",
      'condition-segment-use',
      "segment('value') > 'smb'",
      'compare them with = or <>',
    ],
    [
      "lower(segment('value')) = 'smb'",
      'condition-segment-use',
      "segment('value')",
      "write segment('value') = 'enterprise'",
    ],
    [
      'case when is_trial then null end is null',
      'condition-null',
      'case when is_trial then null end',
      'give one of them a value',
    ],
    ['seats > 1e999', 'condition-number', '1e999', undefined],
  ])('%s', (text, code, at, hint) => {
    const { written, findings } = condition(text);
    expect(written).toBeNull();
    const [first] = findings;
    expect(findings).toHaveLength(1);
    expect(first?.code).toBe(code);
    expect(text.slice((first?.place?.column ?? 1) - 1).slice(0, first?.place?.length)).toBe(at);
    expect(first?.hint).toBe(hint);
  });

  it('of grammar, names and types are told together, in the order of the text', () => {
    const text = "sets > 5 and\n mrr == null or plan = 7 and lowr(plan) = 'x' y";
    const codes = condition(text).findings.map(
      ({ code, place }) => `${place?.line}:${place?.column} ${code}`,
    );
    expect(codes).toEqual([
      '1:1 condition-unknown-name',
      '2:6 condition-operator',
      '2:9 condition-null-comparison',
      '2:24 condition-type',
      '2:30 condition-unknown-function',
      '2:47 condition-syntax',
    ]);
  });

  it('say where a segment may not be asked for', () => {
    const text = "segment('value') = 'smb'";
    const { findings } = readCondition(text, placeFinder('', text), conditionScope([]));
    expect(findings[0]?.message).toBe('A segment cannot be asked for here.');
  });
});

describe('places', () => {
  it('every written node knows where it stands', () => {
    const text = "mrr >= 20 and not (plan in ('a', 'b'))";
    const expression = condition(text).written?.expression;
    const slice = (node: Expression | undefined) => node?.span && text.slice(node.span.start, node.span.end);
    expect(slice(expression)).toBe(text);
    const [first, second] = expression?.kind === 'and' ? expression.operands : [];
    expect(slice(first)).toBe('mrr >= 20');
    expect(first?.kind === 'compare' && slice(first.right)).toBe('20');
    expect(second?.kind === 'not' && slice(second.operand)).toBe("(plan in ('a', 'b'))");
  });
});
