import type { Expression } from '../expression.ts';

/** Decimal exponents between which the magnitude of every value but zero lies. */
interface Exponents {
  readonly least: number;
  readonly most: number;
}

const ANY: Exponents = { least: -324, most: 309 };
/** A double is finite below 10^308. */
const FINITE = 308;

/** Whether a calculation in double can leave the range of doubles; most, over exact numbers, cannot. */
export function mayOverflow(expression: Expression): boolean {
  if (expression.kind === 'arithmetic' && expression.bounded) return false;
  return exponents(expression).most >= FINITE;
}

function exponents(expression: Expression): Exponents {
  const { type } = expression;
  if (type.kind === 'integer') return { least: 0, most: 19 };
  if (type.kind === 'decimal') return { least: -type.scale, most: type.precision - type.scale };
  if (expression.kind === 'cast') return exponents(expression.operand);
  if (expression.kind === 'literal' && expression.literal.kind === 'double') {
    const exponent = Math.log10(Math.abs(expression.literal.value));
    return Number.isFinite(exponent) ? { least: Math.floor(exponent), most: Math.ceil(exponent) } : ANY;
  }
  if (expression.kind === 'negate') return exponents(expression.operand);
  if (expression.kind !== 'arithmetic') return ANY;
  const left = exponents(expression.left);
  const right = exponents(expression.right);
  switch (expression.operator) {
    case '+':
    case '-':
      return { least: ANY.least, most: Math.max(left.most, right.most) + 1 };
    case '*':
      return { least: left.least + right.least, most: left.most + right.most };
    case '/':
      return { least: left.least - right.most, most: left.most - right.least };
  }
}
