import * as z from 'zod';
import { error } from '../../base/finding.ts';
import { exactNumber } from '../../sql/exact-number.ts';
import type { Expression } from '../../sql/expression.ts';
import { choose, compare, missing, not, quotient } from '../../sql/expression.ts';
import { castTo, exactLiteral } from '../../sql/fold.ts';
import { sumType } from '../../sql/numeric-types.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { INTEGER, decimal, formatType, isNumeric } from '../../sql/value-type.ts';
import { headShape, id } from '../kind.ts';
import type { ScorePart } from '../project.ts';
import { scoreColumn } from '../scopes.ts';
import type { Made, OriginScope } from './origin.ts';

const missingWord = z.enum(['zero', 'leave_out', 'unknown']);

const part = z.strictObject({
  id,
  title: headShape.title,
  weight: z.number().positive().max(1_000_000).describe('Its share is its weight over the sum of all.'),
  of: z.string().min(1).optional().describe('An expression over attributes: the number that is judged.'),
  linear: z
    .strictObject({ from: z.number(), to: z.number() })
    .optional()
    .describe('With of: nothing at from, everything at to, in proportion between; from may be the greater.'),
  points: z
    .array(z.strictObject({ from: z.number(), give: z.number().min(0).max(1) }))
    .min(1)
    .optional()
    .describe('With of: lower edges ascending and the share, 0 to 1, given from there up; nothing below.'),
  when: z.string().min(1).optional().describe('A condition: everything when true, nothing when false.'),
  missing: missingWord.optional().describe("What a missing value does; the score's own word unless given."),
});

/** The keys of a score that say what it is made of. */
export const scoreShape = {
  parts: z.array(part).min(1).max(50).describe('What the score is made of.'),
  missing: missingWord
    .optional()
    .describe(
      'What a missing part does. zero: it gives nothing; leave_out: the others share its weight (the default); unknown: there is no score.',
    ),
  known: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Share of known weight below which there is no score; 0.5 unless given.'),
  digits: z.int().min(0).max(6).optional().describe('Digits after the point; 0, whole points, unless given.'),
};

const data = z.strictObject(scoreShape);
export type ScoreParts = z.infer<typeof data>;
type PartData = ScoreParts['parts'][number];

/** The exact share a part gives: 0 to 1 with six digits. */
export const SHARE = { kind: 'decimal', precision: 7, scale: 6 } as const;
const DEFAULT_KNOWN = 0.5;

/** The weighted parts of a score, read over the other attributes of its entity. */
export function makeScore(
  { parts, known, digits = 0, ...rest }: ScoreParts,
  scope: OriginScope,
): Made | null {
  const seen = new Set<string>();
  const read = parts.map((one, index) => readPart(one, index, rest.missing ?? 'leave_out', seen, scope));
  const sound = read.filter((one) => one !== null);
  if (sound.length < read.length) return null;
  return {
    origin: { kind: 'score', parts: sound, known: digitsOf(known ?? DEFAULT_KNOWN) ?? '0' },
    type: digits === 0 ? INTEGER : decimal(3 + digits, digits),
    history: 'fixed',
    refersTo: scope.reader.hashesOf(sound.map(({ value }) => value)),
  };
}

function readPart(
  one: PartData,
  index: number,
  fallback: ScorePart['missing'],
  seen: Set<string>,
  { id: score, positions, reader, report }: OriginScope,
): ScorePart | null {
  const path = (key: string) => ['parts', index, key];
  const refuse = (key: string, message: string, hint: string) => {
    report(error('score-part', message, { place: positions.placeOf(path(key)), hint }));
    return null;
  };
  if (seen.has(one.id)) return refuse('id', `Two parts are called \`${one.id}\`.`, 'Rename one of them.');
  seen.add(one.id);
  const shapes = [one.linear, one.points].filter((shape) => shape !== undefined).length;
  if ((one.of === undefined) === (one.when === undefined) || shapes !== (one.of === undefined ? 0 : 1))
    return refuse(
      'id',
      `The part \`${one.id}\` needs either \`when\`, or \`of\` with one of \`linear\` and \`points\`.`,
      'Write `of: active_days` and `linear: { from: 0, to: 20 }`.',
    );
  const weight = digitsOf(one.weight);
  if (weight === null)
    return refuse('weight', 'A weight has at most six digits after the point.', 'Write 0.25 or 3.');
  const text = one.of ?? one.when ?? '';
  const key = one.of === undefined ? 'when' : 'of';
  const origin = positions.originOf(path(key), text);
  const written = key === 'of' ? reader.value(text, origin) : reader.condition(text, origin);
  if (!written) return null;
  const { expression } = written;
  const shared = { id: one.id, title: one.title ?? one.id, column: scoreColumn(score, one.id), weight, text };
  const made = (value: Expression | null) => value && { ...shared, value, missing: one.missing ?? fallback };
  if (one.when !== undefined) return made(given(expression));
  if (!isNumeric(expression.type))
    return refuse(
      'of',
      `A part is made of a number, and this is ${formatType(expression.type)}.`,
      'Use `when`.',
    );
  if (one.linear) {
    if (expression.type.kind === 'double')
      return refuse(
        'of',
        'A double has no exact place on a line.',
        'Use `points`, or a sum or count instead of a mean or a ratio.',
      );
    return made(linear(expression, one.linear)) ?? refuse('linear', LINE, 'Write `{ from: 0, to: 20 }`.');
  }
  return made(stepped(expression, one.points ?? [])) ?? refuse('points', EDGES, 'Put the lowest edge first.');
}

const LINE = 'A line runs between two different numbers of at most six digits after the point.';
const EDGES = 'Edges ascend, and numbers have at most six digits after the point.';

const share = (value: number): Expression => ({
  kind: 'literal',
  literal: { kind: 'decimal', digits: value.toFixed(SHARE.scale) },
  type: SHARE,
});

function given(condition: Expression): Expression {
  return choose(
    [
      { when: condition, then: share(1) },
      { when: not(condition), then: share(0) },
    ],
    missing(SHARE),
    SHARE,
  );
}

/** Beyond the ends nothing and everything; between them the exact share of the way, rounded to six digits. */
function linear(
  value: Expression,
  { from, to }: { readonly from: number; readonly to: number },
): Expression | null {
  const [start, end] = [literalOf(from), literalOf(to)];
  if (!start || !end || from === to) return null;
  const rises = from < to;
  const way = rises ? minus(value, start) : minus(start, value);
  const whole = rises ? minus(end, start) : minus(start, end);
  if (!way || !whole) return null;
  return choose(
    [
      { when: compare(value, rises ? '<=' : '>=', start), then: share(0) },
      { when: compare(value, rises ? '>=' : '<=', end), then: share(1) },
    ],
    quotient(way, whole, SHARE),
    SHARE,
  );
}

function stepped(
  value: Expression,
  points: readonly { readonly from: number; readonly give: number }[],
): Expression | null {
  const edges = points.map(({ from, give }) => ({ from, edge: literalOf(from), give }));
  const ascending = edges.every(({ from }, index) => index === 0 || (edges[index - 1]?.from ?? 0) < from);
  const branches = edges
    .toReversed()
    .flatMap(({ edge, give }) =>
      edge && digitsOf(give) !== null ? [{ when: compare(value, '>=', edge), then: share(give) }] : [],
    );
  const [lowest] = edges;
  if (!ascending || branches.length < edges.length || !lowest?.edge) return null;
  const below = { when: compare(value, '<', lowest.edge), then: share(0) };
  return choose([...branches, below], missing(SHARE), SHARE);
}

function minus(left: Expression, right: Expression): Expression | null {
  const type: ValueType = sumType(left, right);
  if (type.kind !== 'decimal') return null;
  return { kind: 'arithmetic', operator: '-', left: castTo(left, type), right: castTo(right, type), type };
}

function literalOf(value: number): Expression | null {
  const digits = digitsOf(value);
  return digits === null ? null : exactLiteral(exactNumber(digits));
}

/** The digits of a number as it was written; null where it has more than six after the point. */
export function digitsOf(value: number): string | null {
  const digits = String(value);
  return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(digits) ? digits : null;
}
