import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';
import type { Syntax } from './syntax.ts';
import { partsOf } from './syntax.ts';

/** The tree as `kind(parts)`, with what its leaves hold. */
function shape(syntax: Syntax): string {
  switch (syntax.kind) {
    case 'name':
      return syntax.name;
    case 'number':
      return syntax.digits;
    case 'text':
      return `'${syntax.value}'`;
    case 'compare':
    case 'arithmetic':
      return `(${shape(syntax.left)} ${syntax.operator} ${shape(syntax.right)})`;
    default:
      return `${syntax.kind}(${partsOf(syntax).map(shape).join(' ')})`;
  }
}

const read = (text: string) => {
  const { syntax, problems } = parse(text);
  expect({ text, problems }).toEqual({ text, problems: [] });
  if (!syntax) throw new Error('nothing was read');
  return syntax;
};
const told = (text: string) =>
  parse(text).problems.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);

describe('parse', () => {
  it.each([
    ['a or b and not c', 'or(a and(b not(c)))'],
    ['not a = 1 and b', 'and(not((a = 1)) b)'],
    ['a and b and c or d', 'or(and(a b c) d)'],
    ['(a and b) and c', 'and(and(a b) c)'],
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['-a * b', '(negate(a) * b)'],
    ['- -2', 'negate(negate(2))'],
    ['a between 1 and 2 and b', 'and(between(a 1 2) b)'],
    ['a not between 1 + 1 and 2', 'between(a (1 + 1) 2)'],
    ["a not in ('x', 'it''s')", "in(a 'x' 'it's')"],
    ['a != 007', '(a <> 7)'],
    ['A.B', 'A.B'],
    ['date > as_of', '(date > as-of())'],
    ["date '2026-01-31' - INTERVAL 30 Days", '(date() - interval())'],
    ['AT_LEAST(2, a, b, c)', 'at-least(a b c)'],
    ['case when a then 1 when b then 2 else null end', 'case(a 1 b 2 null())'],
    ["segment('value') is not null", 'is(segment())'],
    ['segment + interval', '(segment + interval)'],
    ['f()', 'call()'],
    ['1E3 > 0.50', '(1e3 > 0.50)'],
  ])('%s', (text, expected) => {
    expect(shape(read(text))).toBe(expected);
  });

  it('gives parentheses to what they hold', () => {
    const text = ' ( a = 1 ) and f( b )';
    const places = partsOf(read(text)).map(({ span }) => text.slice(span.start, span.end));
    expect(places).toEqual(['( a = 1 )', 'f( b )']);
  });

  it.each([
    ['', ['condition-empty ']],
    ['a = 1; drop table b', ['condition-second-statement ;']],
    ['a -- b\n and c', ['condition-comment -- b']],
    ['a /* b */ and c /* d', ['condition-comment /* b */', 'condition-comment /* d']],
    ['a == 1 && b || c', ['condition-operator ==', 'condition-operator &&', 'condition-operator ||']],
    ['a = "x" and `b` = 1', ['condition-quotes "x"', 'condition-quotes `b`']],
    ["a = 'x", ["condition-text-unended 'x"]],
    ["a = 'x'' and b", ["condition-text-unended 'x'' and b"]],
    ["a = '\0'", ["condition-character '\0'"]],
    ['a\0 = 1', ['condition-character \0']],
    ['a\u00a0= 1', ['condition-character \u00a0']],
    ['a in (select b, c from d) or (select 1)', ['condition-subquery select', 'condition-subquery select']],
    ['a > 1 and rank() over (order by b) < 3', ['condition-window over']],
    ['1 < a < 5', ['condition-chained <']],
    ['a is null is true', ['condition-chained is']],
    ['a = not b', ['condition-syntax not']],
    ['a is 5', ['condition-syntax 5']],
    ['a in 5', ['condition-syntax 5']],
    ['a like b', ['condition-syntax b']],
    ["a like 'x\\y'", ["condition-pattern 'x\\y'"]],
    ["a like 'x\\'", ["condition-pattern 'x\\'"]],
    ['(a and b', ['condition-syntax ']],
    ['a) and (b', ['condition-syntax )', 'condition-syntax ']],
    ['a b', ['condition-syntax b']],
    ['a and and b', ['condition-syntax and']],
    ['1.2.3 > 5 and 5x > 2', ['condition-number 1.2.3', 'condition-number 5x']],
    ["date '2026-02-30' < a", ["condition-date '2026-02-30'"]],
    ['a - interval 101 year', ['condition-interval 101']],
    ["a - interval '30 days'", ["condition-interval interval '30 days'"]],
    ['a - interval 30 hours and b', ['condition-interval interval 30']],
    ['at_least(3, a, b)', ['condition-arguments 3']],
    ['at_least(0, a)', ['condition-arguments 0']],
    ['at_least(a, b)', ['condition-arguments a']],
    ['segment(value)', ['condition-syntax value']],
    ['case a when 1 then 2 end', ['condition-syntax a']],
    ['case else 1 end', ['condition-syntax else']],
    ['cast(a as text)', ['condition-syntax as']],
    ['a; --', ['condition-second-statement ;']],
    ['+ 5', ['condition-syntax +']],
  ])('refuses %j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('tells of several mistakes at once', () => {
    expect(
      told("a == 1 and (b in 5 or c like d) and e between 2 or f = 'x' y and at_least(9, g)"),
    ).toHaveLength(6);
  });

  it('ends a flood of mistakes', () => {
    expect(told('? '.repeat(5000))).toHaveLength(50);
  });

  it('refuses what is too long or too deep, and only once', () => {
    expect(told('a'.repeat(20_001))[0]).toMatch(/^condition-too-long/);
    const deep = [
      '('.repeat(9000),
      `${'('.repeat(201)}a${')'.repeat(201)}`,
      'not '.repeat(300),
      '- '.repeat(300),
    ];
    for (const text of [
      ...deep,
      'a + '.repeat(300),
      'case when '.repeat(300),
      'f('.repeat(9000),
      'a in ('.repeat(300),
    ])
      expect(told(text).map((line) => line.split(' ')[0])).toEqual(['condition-too-deep']);
  });

  it('allows 199 levels of parentheses and long flat conditions', () => {
    const texts = [
      `${'('.repeat(199)}a${')'.repeat(199)}`,
      `${'a or b and c or '.repeat(1200)}d`,
      `a in (${'1, '.repeat(6000)}2)`,
    ];
    expect(texts.flatMap(told)).toEqual([]);
  });

  it.each([
    ['between', (text: string) => `(case when ${text} between 1 and 2 then 1 end)`],
    ['at_least', (text: string) => `at_least(1, ${text}, b)`],
    ['least', (text: string) => `least(1, ${text})`],
    ['intervals', (text: string) => `(${text} + interval 1 day)`],
    ['quotients', (text: string) => `(${text} / b)`],
    ['calculations', (text: string) => `abs(${text} * b)`],
  ])('does not let nested %s grow without bound', (_, nest) => {
    let text = 'a';
    for (let level = 0; level < 40; level++) text = nest(text);
    expect(told(text).map((line) => line.split(' ')[0])).toEqual(['condition-too-deep']);
    expect(told(nest(nest(nest(nest(nest('a'))))))).toEqual([]);
    expect(told(`${'a + '.repeat(150)}b > c * d * e / f`)).toEqual([]);
  });
});
