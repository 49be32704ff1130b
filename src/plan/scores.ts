import type { Attribute, ScorePart } from '../definitions/project.ts';
import { SHARE } from '../definitions/origins/score.ts';
import { exactNumber, rescale } from '../sql/exact-number.ts';
import type { Expression, NamedExpression } from '../sql/expression.ts';
import { choose, column, compare, isNull, missing, or, quotient } from '../sql/expression.ts';
import { castTo } from '../sql/fold.ts';
import { decimal } from '../sql/value-type.ts';

/** Digits after the point that a weight may have. */
const WEIGHT_DIGITS = 6;
const WEIGHT = decimal(14, 0);
const TERM = decimal(22, SHARE.scale);
const TOTAL = decimal(30, SHARE.scale);

type ScoreOrigin = Extract<Attribute['origin'], { readonly kind: 'score' }>;

/** A column for what each part gives, 0..1, then the score over them; every step in exact decimals. */
export function scoreColumns({ id, type }: Attribute, origin: ScoreOrigin): readonly NamedExpression[] {
  const { parts } = origin;
  return [
    ...parts.map(({ column: name, value }) => ({ name, expression: value })),
    { name: id, expression: castTo(total(origin, type), type) },
  ];
}

/** A weight in millionths: a whole number. */
export function weightOf({ weight }: ScorePart): bigint {
  return rescale(exactNumber(weight), WEIGHT_DIGITS).unscaled;
}

function total({ parts, known }: ScoreOrigin, type: Attribute['type']): Expression {
  const unknown = parts.filter((part) => part.missing === 'unknown').map((part) => isNull(given(part)));
  const won = sum(parts.map((part) => orZero(part, product(whole(weightOf(part), WEIGHT), given(part)))));
  const weight = sum(parts.map(weightThatCounts));
  const all = parts.reduce((total, part) => total + weightOf(part), 0n);
  const share = exactNumber(known);
  const least = whole(all * share.unscaled, decimal(38, share.scale), share.scale);
  const points = product(whole(100n, decimal(3, 0)), won);
  const result = type.kind === 'decimal' ? type : ({ kind: 'decimal', precision: 3, scale: 0 } as const);
  const score = castTo(quotient(points, weight, result), type);
  return choose(
    [
      ...(unknown.length > 0 ? [{ when: or(unknown), then: missing(type) }] : []),
      { when: compare(castTo(knownWeight(parts), least.type), '<', least), then: missing(type) },
    ],
    score,
    type,
  );
}

const given = ({ column: name }: ScorePart): Expression => column(name, SHARE);

/** The weight the score is divided by: of parts that are known, and of missing ones that count as zero. */
function weightThatCounts(part: ScorePart): Expression {
  const weight = whole(weightOf(part), TERM);
  return part.missing === 'leave_out' ? unlessMissing(part, weight) : weight;
}

const knownWeight = (parts: readonly ScorePart[]) =>
  sum(parts.map((part) => unlessMissing(part, whole(weightOf(part), TERM))));

function unlessMissing(part: ScorePart, value: Expression): Expression {
  return choose([{ when: isNull(given(part)), then: whole(0n, value.type) }], value, value.type);
}

const orZero = (part: ScorePart, value: Expression) => unlessMissing(part, castTo(value, TERM));

function sum(terms: readonly Expression[]): Expression {
  return terms
    .map((term) => castTo(term, TOTAL))
    .reduce((left, right): Expression => ({ kind: 'arithmetic', operator: '+', left, right, type: TOTAL }));
}

function product(left: Expression, right: Expression): Expression {
  if (left.type.kind !== 'decimal' || right.type.kind !== 'decimal') throw new Error('scores are exact');
  const type = decimal(left.type.precision + right.type.precision, left.type.scale + right.type.scale);
  return { kind: 'arithmetic', operator: '*', left, right, type };
}

/** A whole number as a decimal, its point moved left by `scale`. */
function whole(value: bigint, type: Expression['type'], scale = 0): Expression {
  const digits = value.toString().padStart(scale + 1, '0');
  const written = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return { kind: 'literal', literal: { kind: 'decimal', digits: written }, type };
}
