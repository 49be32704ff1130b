import type { Syntax } from './syntax.ts';
import { POWER } from './syntax.ts';

/**
 * The canonical text of a syntax tree without holes: one line, keywords in lower case, only the parentheses
 * that are needed. Reading it gives the same tree again, but for places.
 */
export function formatSyntax(syntax: Syntax): string {
  switch (syntax.kind) {
    case 'name':
      return syntax.name;
    case 'number':
      return syntax.digits;
    case 'text':
      return quoted(syntax.value);
    case 'boolean':
      return String(syntax.value);
    case 'null':
      return 'null';
    case 'as-of':
      return 'as_of';
    case 'date':
      return `date ${quoted(syntax.value)}`;
    case 'interval':
      return `interval ${syntax.amount} ${syntax.unit}`;
    case 'segment':
      return `segment(${quoted(syntax.segmentation)})`;
    case 'not':
      return `not ${part(syntax.operand, POWER.not)}`;
    case 'negate':
      return `-${part(syntax.operand, POWER.negation + 1)}`;
    case 'and':
    case 'or':
      return syntax.operands.map((operand) => part(operand, POWER[syntax.kind] + 1)).join(` ${syntax.kind} `);
    case 'at-least':
      return `at_least(${[syntax.count, ...syntax.operands.map(formatSyntax)].join(', ')})`;
    case 'arithmetic': {
      const power = powerOf(syntax);
      return `${part(syntax.left, power)} ${syntax.operator} ${part(syntax.right, power + 1)}`;
    }
    case 'compare':
      return `${term(syntax.left)} ${syntax.operator} ${term(syntax.right)}`;
    case 'between':
      return `${term(syntax.operand)} ${not(syntax)}between ${term(syntax.low)} and ${term(syntax.high)}`;
    case 'in':
      return `${term(syntax.operand)} ${not(syntax)}in (${syntax.values.map(formatSyntax).join(', ')})`;
    case 'like': {
      const word = syntax.ignoreCase ? 'ilike' : 'like';
      return `${term(syntax.operand)} ${not(syntax)}${word} ${quoted(syntax.pattern)}`;
    }
    case 'is':
      return `${term(syntax.operand)} is ${not(syntax)}${syntax.what}`;
    case 'case': {
      const branches = syntax.branches.map(
        ({ when, then }) => ` when ${formatSyntax(when)} then ${formatSyntax(then)}`,
      );
      const otherwise = syntax.otherwise ? ` else ${formatSyntax(syntax.otherwise)}` : '';
      return `case${branches.join('')}${otherwise} end`;
    }
    case 'call':
      return `${syntax.function}(${syntax.args.map(formatSyntax).join(', ')})`;
    case 'hole':
      throw new Error('a syntax tree with holes has no text');
  }
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

function not({ negated }: { readonly negated: boolean }): string {
  return negated ? 'not ' : '';
}

/** A side of a comparison. */
function term(syntax: Syntax): string {
  return part(syntax, POWER.sum);
}

/** In parentheses unless it binds at least as tightly as its place asks. */
function part(syntax: Syntax, minimum: number): string {
  return powerOf(syntax) < minimum ? `(${formatSyntax(syntax)})` : formatSyntax(syntax);
}

function powerOf(syntax: Syntax): number {
  switch (syntax.kind) {
    case 'or':
    case 'and':
    case 'not':
      return POWER[syntax.kind];
    case 'compare':
    case 'between':
    case 'in':
    case 'like':
    case 'is':
      return POWER.comparison;
    case 'arithmetic':
      return syntax.operator === '+' || syntax.operator === '-' ? POWER.sum : POWER.product;
    case 'negate':
      return POWER.negation;
    default:
      return POWER.negation + 1;
  }
}
