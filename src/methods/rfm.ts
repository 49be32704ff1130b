import * as z from 'zod';
import type { Finding } from '../base/finding.ts';
import { error, hasErrors } from '../base/finding.ts';
import { asOf } from '../sql/expression.ts';
import type { Expression } from '../sql/expression.ts';
import { formatType, INTEGER, isNumeric, isOrdered } from '../sql/value-type.ts';
import { columnNames, expressionKey } from '../sql/walk.ts';
import type { AnyLearning, Grid, MethodScope, Refit } from './method.ts';
import { defineLearning, defineMethod } from './method.ts';
import { refitOf, refitSchema } from './fits/refit.ts';
import { cellsOf, codeOf } from './rfm/codes.ts';
import type { Claim } from './rfm/map.ts';
import { readMap } from './rfm/map.ts';
import type { AllThresholds } from './rfm/place-scores.ts';
import { rulingOf, unlearnedRules } from './rfm/place-scores.ts';
import { PRESET_NAMES } from './rfm/presets.ts';
import { quantileRelation, readThresholds } from './rfm/quantiles.ts';
import type { Scored, ScoreAxis, Thresholds } from './rfm/score-axis.ts';
import { areAscending, SCORED } from './rfm/score-axis.ts';

const score = z.union([z.number(), z.string()]).optional();
const segmentSchema = z.strictObject({
  cells: z
    .union([z.number(), z.string(), z.array(z.union([z.number(), z.string()])).min(1)])
    .optional()
    .describe(
      'Codes of recency, frequency and monetary score: 555, a range as of numbers 444-554, or a list.',
    ),
  r: score.describe('Recency score, 4, or a range of them, 2-5; the most recent score highest.'),
  f: score.describe('Frequency score, or a range of them.'),
  m: score.describe('Monetary score, or a range of them.'),
  when: z.string().optional().describe('Condition over the scores r, f and m: r >= 4 and f + m >= 6.'),
});

const cuts = z.array(z.union([z.number(), z.string()]));
const optionsSchema = z.strictObject({
  recency: z
    .string()
    .describe(
      'Days since a customer was last active, or the date; an attribute or an expression. Small is good.',
    ),
  frequency: z.string().describe('How often; an attribute or an expression.'),
  monetary: z.string().describe('How much; an attribute or an expression.'),
  scores: z.int().min(2).max(9).optional().describe('Scores of each of the three; 5 unless given.'),
  thresholds: z
    .strictObject({ recency: cuts.optional(), frequency: cuts.optional(), monetary: cuts.optional() })
    .optional()
    .describe(
      'Lower edges of all bins but the lowest, ascending; one fewer than scores. What is not given is learned from quantiles.',
    ),
  preset: z
    .enum(PRESET_NAMES)
    .optional()
    .describe('A map of five named segments: repaired, which is total, or seed_002, as a text has it.'),
  refit: refitSchema,
});
type Options = z.infer<typeof optionsSchema>;

const parametersSchema = z.partialRecord(z.enum(SCORED), z.array(z.string()));
type Parameters = z.infer<typeof parametersSchema>;

const DEFAULT_SCORES = 5;

/** Scores from 1 for recency, frequency and money, and a map from the cells of scores to segments. */
export const rfm = defineMethod({
  id: 'rfm',
  title: 'Recency, frequency, money',
  source:
    'Seed 002, RFM adapted for SaaS; Hughes 1994; thresholds as the R package rfm learns them, type 7 of Hyndman and Fan 1996',
  summary: 'Scores of recency, frequency and money, and a map from scores to segments.',
  segmentSchema,
  optionsSchema,
  read(segments, options, scope) {
    const findings: Finding[] = [];
    const tell = (finding: Finding) => findings.push(finding);
    const scores = options.scores ?? DEFAULT_SCORES;
    const axes = SCORED.map((of) => readAxis(of, options[of], scope, tell)).filter((axis) => axis !== null);
    const claims = readMap(segments, options.preset, scores, scope, tell);
    const given = readCuts(options.thresholds ?? {}, scores, scope, tell);
    if (hasErrors(findings)) return { rules: [], findings };
    const grid = gridOf(claims, scores);
    const open = axes.filter(({ of }) => !given[of]);
    if (open.length === 0) return { ...rulingOf(axes, claims, complete(given), scores), grid, findings };
    const learning = learningOf(axes, open, claims, given, scores, refitOf(options.refit));
    return { rules: unlearnedRules(axes, claims), learning, grid, findings };
  },
});

/** Thresholds of the axes that have none given, from the customers of a day. */
function learningOf(
  axes: readonly ScoreAxis[],
  open: readonly ScoreAxis[],
  claims: readonly Claim[],
  given: Partial<AllThresholds>,
  scores: number,
  refit: Refit,
): AnyLearning {
  return defineLearning<Parameters>({
    options: { scores, learned: Object.fromEntries(open.map(({ of, value }) => [of, expressionKey(value)])) },
    refit,
    basis: axes.map(({ value }) => value),
    ranked: axes.map(({ value }) => value),
    parametersSchema,
    rows: (customers) => quantileRelation(customers, open, scores),
    learn([row = {}]) {
      const learned = readThresholds(row, open, scores);
      const customers = Math.min(...learned.map((one) => one.customers));
      if (customers === 0) return { parameters: null, customers };
      const entries = open.map(({ of }, index) => [of, learned[index]?.thresholds ?? []] as const);
      return { parameters: Object.fromEntries(entries), customers };
    },
    rulesOf: (parameters) => rulingOf(axes, claims, complete({ ...given, ...parameters }), scores),
  });
}

function complete(thresholds: Partial<Record<Scored, Thresholds | undefined>>): AllThresholds {
  const { recency, frequency, monetary } = thresholds;
  if (!recency || !frequency || !monetary) throw new Error('every axis has thresholds, given or learned');
  return { recency, frequency, monetary };
}

function gridOf(claims: readonly Claim[], scores: number): Grid {
  const cells = cellsOf(scores).map(codeOf);
  const at = new Map(cells.map((code, index) => [code, index]));
  return {
    cells,
    claims: claims.map((claim) => ({
      segment: claim.segment,
      cells: new Set(claim.cells.map((cell) => at.get(codeOf(cell)) ?? 0)),
      place: claim.place,
    })),
  };
}

const NAME = /^[a-z_][a-z0-9_.]*$/;

function readAxis(
  of: Scored,
  text: string,
  scope: MethodScope,
  tell: (finding: Finding) => void,
): ScoreAxis | null {
  const { written, findings } = scope.value([of], text);
  findings.forEach(tell);
  if (!written) return null;
  const { expression } = written;
  const place = scope.placeOf([of]);
  const isDate = of === 'recency' && expression.type.kind === 'date';
  if (!isOrdered(expression.type) || (!isDate && !isNumeric(expression.type)))
    tell(
      error(
        'rfm-type',
        `\`${of}\` is a number${of === 'recency' ? ' of days or a date' : ''}, and \`${text}\` is ${formatType(expression.type)}.`,
        { place },
      ),
    );
  if (columnNames(expression).some((name) => name.startsWith('segment__')))
    tell(
      error('rfm-segment', `\`${of}\` asks for a segment; scores come before segments.`, {
        place,
        hint: 'Use attributes only.',
      }),
    );
  if (isDate) return { of, text: `days_between(${text}, as_of)`, value: daysSince(expression), place };
  return { of, text: NAME.test(text) ? text : `(${text})`, value: expression, place };
}

const daysSince = (date: Expression): Expression => ({
  kind: 'call',
  function: 'days_between',
  args: [date, asOf()],
  type: INTEGER,
});

const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

function readCuts(
  thresholds: NonNullable<Options['thresholds']>,
  scores: number,
  scope: MethodScope,
  tell: (finding: Finding) => void,
): Partial<AllThresholds> {
  const given = SCORED.flatMap((of) => {
    const cutsOfAxis = thresholds[of]?.map(String);
    if (!cutsOfAxis) return [];
    const place = scope.placeOf(['thresholds', of]);
    if (cutsOfAxis.length !== scores - 1)
      tell(
        error('rfm-thresholds', `${scores} scores have ${scores - 1} thresholds, not ${cutsOfAxis.length}.`, {
          place,
          hint: 'Each is the lower edge of a bin; the lowest bin has none.',
        }),
      );
    else if (!cutsOfAxis.every((cut) => PLAIN_NUMBER.test(cut)) || !areAscending(cutsOfAxis))
      tell(
        error('rfm-thresholds', `Thresholds of \`${of}\` are plain numbers, each above the one before.`, {
          place,
        }),
      );
    return [[of, cutsOfAxis] as const];
  });
  return Object.fromEntries(given);
}
