import { formatNumber } from '../base/format-number.ts';
import { formatSyntax } from '../sql/format-condition.ts';
import type { Syntax, SyntaxOf } from '../sql/syntax.ts';

/** What names in a condition are called by people. */
export interface Vocabulary {
  /** Title and unit of an attribute, by the name a condition has for it; null for a name nobody knows. */
  attribute(name: string): { readonly title: string; readonly unit: string | null } | null;
  segmentation(id: string): string;
  segment(segmentation: string, id: string): string;
}

/** A condition as the middle of a sentence: `ARR is at least 50,000 USD and Seats is below 20`. */
export function conditionWords(syntax: Syntax, names: Vocabulary): string {
  switch (syntax.kind) {
    case 'and':
      return joined(mergedRanges(syntax.operands, names), ' and ');
    case 'or':
      return joined(
        syntax.operands.map((part) => inside(part, names)),
        ' or ',
      );
    case 'not':
      return syntax.operand.kind === 'name'
        ? `${valueWords(syntax.operand, names)} does not hold`
        : `it is not so that ${inside(syntax.operand, names)}`;
    case 'at-least':
      return `at least ${syntax.count} of these ${syntax.operands.length} hold: ${syntax.operands.map((part) => listed(part, names)).join('; ')}`;
    case 'compare':
      if (isConstant(syntax.left) && !isConstant(syntax.right)) return conditionWords(turned(syntax), names);
      return `${valueWords(syntax.left, names)} is ${rangeWords(syntax, names)}`;
    case 'between':
      return `${valueWords(syntax.operand, names)} is ${rangeWords(syntax, names)}`;
    case 'in':
      return `${valueWords(syntax.operand, names)} is ${syntax.negated ? 'none of ' : ''}${orList(syntax.values.map((value) => constantWords(value, syntax.operand, names)))}`;
    case 'is':
      return isWords(syntax, names);
    case 'name':
      return `${valueWords(syntax, names)} holds`;
    case 'boolean':
      return syntax.value ? 'always' : 'never';
    default:
      return `the condition ${formatSyntax(syntax)} holds`;
  }
}

/** One of several that may hold. */
const listed = (part: Syntax, names: Vocabulary) =>
  part.kind === 'name' ? valueWords(part, names) : conditionWords(part, names);

type Range = SyntaxOf<'compare'> | SyntaxOf<'between'>;

const isRange = (syntax: Syntax): syntax is Range =>
  (syntax.kind === 'compare' && !isConstant(syntax.left)) || syntax.kind === 'between';

const subjectOf = (range: Range): Syntax => (range.kind === 'compare' ? range.left : range.operand);

const TURNED = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** With the constant on the right. */
const turned = (syntax: SyntaxOf<'compare'>): SyntaxOf<'compare'> => ({
  ...syntax,
  left: syntax.right,
  operator: TURNED[syntax.operator],
  right: syntax.left,
});

/** Neighbours that bound the same value are told as one: `Seats is at least 20 and below 500`. */
function mergedRanges(parts: readonly Syntax[], names: Vocabulary): readonly string[] {
  const groups: Syntax[][] = [];
  for (const part of parts) {
    const before = groups.at(-1)?.at(-1);
    const continues =
      before &&
      isRange(before) &&
      isRange(part) &&
      formatSyntax(subjectOf(before)) === formatSyntax(subjectOf(part));
    if (continues) groups.at(-1)?.push(part);
    else groups.push([part]);
  }
  return groups.map(([first, ...rest]) => {
    const own = first ? inside(first, names) : '';
    return [own, ...rest.filter(isRange).map((range) => rangeWords(range, names))].join(' and ');
  });
}

/** Three or more parts, or parts that are long, stand apart by commas. */
function joined(parts: readonly string[], word: string): string {
  return parts.length > 2 ? `${parts.slice(0, -1).join(', ')},${word}${parts.at(-1)}` : parts.join(word);
}

/** Within another condition: what could be read in two ways stands in brackets. */
function inside(syntax: Syntax, names: Vocabulary): string {
  const words = conditionWords(syntax, names);
  const isCompound = syntax.kind === 'and' || syntax.kind === 'or' || syntax.kind === 'at-least';
  return isCompound ? `(${words})` : words;
}

const COMPARED = {
  '=': '',
  '<>': 'not ',
  '<': 'below ',
  '<=': 'at most ',
  '>': 'above ',
  '>=': 'at least ',
} as const;
const DATED = { ...COMPARED, '<': 'before ', '<=': 'on or before ', '>': 'after ', '>=': 'on or after ' };

function rangeWords(range: Range, names: Vocabulary): string {
  const subject = subjectOf(range);
  const constant = (syntax: Syntax) => constantWords(syntax, subject, names);
  if (range.kind === 'between')
    return `${range.negated ? 'not ' : ''}from ${constant(range.low)} to ${constant(range.high)}`;
  const words = isDay(range.right) ? DATED : COMPARED;
  return `${words[range.operator]}${constant(range.right)}`;
}

function isWords({ operand, what, negated }: SyntaxOf<'is'>, names: Vocabulary): string {
  if (what === 'null') return `${valueWords(operand, names)} is ${negated ? 'known' : 'not known'}`;
  const truth = `${negated ? 'not certainly ' : 'certainly '}${what}`;
  return operand.kind === 'name'
    ? `${valueWords(operand, names)} is ${truth}`
    : `it is ${truth} that ${inside(operand, names)}`;
}

const SIGNS = { '+': '+', '-': '−', '*': '×', '/': '÷' } as const;

/** A value: an attribute by its title, another segmentation by its own, arithmetic with signs. */
function valueWords(syntax: Syntax, names: Vocabulary): string {
  switch (syntax.kind) {
    case 'name':
      return names.attribute(syntax.name)?.title ?? syntax.name;
    case 'segment':
      return names.segmentation(syntax.segmentation);
    case 'arithmetic':
      return `${term(syntax.left, syntax, names)} ${SIGNS[syntax.operator]} ${term(syntax.right, syntax, names)}`;
    case 'call':
      return callWords(syntax, names);
    default:
      return constantWords(syntax, null, names);
  }
}

/** A side of arithmetic, in brackets where it would be read differently without: what `+` and `-` join. */
function term(side: Syntax, { operator, left }: SyntaxOf<'arithmetic'>, names: Vocabulary): string {
  const isSum = side.kind === 'arithmetic' && (side.operator === '+' || side.operator === '-');
  const isPlain = operator === '+' || (operator === '-' && side === left);
  const isChain = side.kind === 'arithmetic' && side !== left && operator === '/';
  return (isSum && !isPlain) || isChain ? `(${valueWords(side, names)})` : valueWords(side, names);
}

function callWords(call: SyntaxOf<'call'>, names: Vocabulary): string {
  const [from, to] = call.args;
  if (call.function === 'days_between' && from && to?.kind === 'as-of')
    return `days since ${valueWords(from, names)}`;
  if (call.function === 'days_between' && to && from?.kind === 'as-of')
    return `days until ${valueWords(to, names)}`;
  return `${call.function}(${call.args.map((part) => valueWords(part, names)).join(', ')})`;
}

/** A constant as it stands beside a value: with its unit, or as the title of the segment it names. */
function constantWords(syntax: Syntax, beside: Syntax | null, names: Vocabulary): string {
  switch (syntax.kind) {
    case 'number':
      return withUnit(formatNumber(Number(syntax.digits)), beside, names);
    case 'negate':
      return `−${constantWords(syntax.operand, beside, names)}`;
    case 'text':
      return beside?.kind === 'segment'
        ? names.segment(beside.segmentation, syntax.value)
        : `“${syntax.value}”`;
    case 'boolean':
      return syntax.value ? 'true' : 'false';
    case 'date':
      return syntax.value;
    case 'as-of':
      return 'the as-of day';
    case 'arithmetic':
      return syntax.right.kind === 'interval' && isDay(syntax.left)
        ? `the day ${syntax.right.amount} ${syntax.right.unit}${syntax.right.amount === 1 ? '' : 's'} ${syntax.operator === '-' ? 'before' : 'after'} ${constantWords(syntax.left, null, names)}`
        : valueWords(syntax, names);
    case 'name':
    case 'segment':
    case 'call':
      return valueWords(syntax, names);
    default:
      return formatSyntax(syntax);
  }
}

function withUnit(number: string, beside: Syntax | null, names: Vocabulary): string {
  const unit = beside?.kind === 'name' ? (names.attribute(beside.name)?.unit ?? null) : null;
  if (unit === null) return number;
  return `${number} ${number === '1' ? unit.replace(PLURAL, '$1') : unit}`;
}

/** An English word in the plural at the beginning: `days of 30`. */
const PLURAL = /^([a-z]+[^s])s\b/;

/** Whether a constant is a calendar day. */
function isDay(syntax: Syntax): boolean {
  if (syntax.kind === 'arithmetic') return syntax.right.kind === 'interval' && isDay(syntax.left);
  return syntax.kind === 'date' || syntax.kind === 'as-of';
}

const isConstant = (syntax: Syntax) =>
  syntax.kind === 'number' || syntax.kind === 'text' || syntax.kind === 'negate' || isDay(syntax);

/** `a, b or c`. */
function orList(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
