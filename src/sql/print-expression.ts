import type { CalendarDate } from '../base/calendar-date.ts';
import { error, FindingsError } from '../base/finding.ts';
import type { Dialect, Printer } from './dialects/dialect.ts';
import { exactCast } from './dialects/exact-cast.ts';
import type { Expression } from './expression.ts';
import type { Parameter } from './statement.ts';
import { DATE, TEXT } from './value-type.ts';

/** One statement being printed: the dialect, what `as_of` is, and the values bound so far. */
export interface Printing {
  readonly dialect: Dialect;
  readonly asOf: CalendarDate;
  /** `bound` for a run; `shown` writes texts and the as-of date into the statement, for people to read. */
  readonly values: 'bound' | 'shown';
  readonly parameters: Map<string, Parameter>;
}

/** Key of the as-of date among the bound values; keys of texts begin otherwise. */
const AS_OF = 'as of';

/** Characters of one expression beyond which it is refused: nested spellings may repeat their parts. */
const LONGEST = 1_000_000;
const TOO_LONG = error('condition-too-long', 'A condition repeats its own parts too often to be run.', {
  hint: 'make an attribute of the part that is nested, and use its name',
});

export function printExpression(expression: Expression, printing: Printing): string {
  const { dialect } = printing;
  const printer: Printer = {
    operand: (part) => {
      const text = printExpression(part, printing);
      return strength(part) > need(expression) ? text : `(${text})`;
    },
    whole: (part) => printExpression(part, printing),
    as: (part, type) => exactCast(printExpression(part, printing), part.type, type, dialect),
    text: (value) => printText(value, printing),
    asOf: () => printAsOf(printing),
    asOfDate: printing.asOf,
  };
  const text = spellingOf(dialect, expression)(expression, printer, dialect);
  if (text.length > LONGEST) throw new FindingsError([TOO_LONG]);
  return text;
}

/** The spelling of a kind takes nodes of that kind, which the compiler does not see through an index. */
function spellingOf(dialect: Dialect, { kind }: Expression) {
  return dialect.spell[kind] as unknown as (node: Expression, printer: Printer, dialect: Dialect) => string;
}

function printText(value: string, { dialect, values, parameters }: Printing): string {
  if (values === 'shown') return dialect.quoteText(value);
  const key = `text ${value}`;
  const texts = parameters.size - (parameters.has(AS_OF) ? 1 : 0);
  const parameter = parameters.get(key) ?? { name: `p${texts + 1}`, type: TEXT, value };
  parameters.set(key, parameter);
  return dialect.placeholder(parameter.name, TEXT);
}

function printAsOf({ dialect, values, parameters, asOf }: Printing): string {
  if (values === 'shown') return dialect.date(asOf);
  parameters.set(AS_OF, { name: 'as_of', type: DATE, value: asOf });
  return dialect.placeholder('as_of', DATE);
}

/** How tightly a printed node holds together, loosest first; 9 is a name, a call or a bracket. */
function strength(expression: Expression): number {
  switch (expression.kind) {
    case 'or':
      return 1;
    case 'and':
      return 2;
    case 'not':
      return 3;
    case 'compare':
    case 'in':
    case 'like':
    case 'is-null':
      return 4;
    case 'arithmetic':
      return expression.operator === '+' || expression.operator === '-' ? 5 : 6;
    case 'negate':
      return 7;
    case 'literal': {
      const { literal } = expression;
      const negative =
        (literal.kind === 'double' && literal.value < 0) ||
        ('digits' in literal && literal.digits.startsWith('-'));
      return negative ? 7 : 9;
    }
    case 'aggregate':
      return expression.function === 'mean' ? 6 : 9;
    default:
      return 9;
  }
}

/** An operand is put in parentheses unless it holds together more tightly than this. */
function need(expression: Expression): number {
  return expression.kind === 'not' ? 8 : Math.min(strength(expression), 8);
}
