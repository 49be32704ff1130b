import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { addDays, parseCalendarDate } from '../base/calendar-date.ts';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { Attribute, Entity, Project } from '../definitions/project.ts';
import { movementRows } from '../measures/mrr-movements.ts';
import type { Prediction, Tenth } from '../measures/score-backtest.ts';
import {
  churnPrediction,
  expansionPrediction,
  outcomeCounts,
  readOutcomes,
  sum,
  tenthsOf,
  testedOf,
} from '../measures/score-backtest.ts';
import { historyFindings, undatedFindings } from '../plan/facts/history.ts';
import { isNumeric } from '../sql/value-type.ts';
import { readRelation } from '../warehouse/read-table.ts';
import { defaultAsOf, notADay } from './run.ts';
import { agesNow } from './steps/ages-of.ts';
import { factsOn } from './steps/facts-on.ts';
import { usedSources } from './steps/load-sources.ts';
import type { ReadSources } from './steps/read-sources.ts';
import { withSources } from './steps/read-sources.ts';
import { isFinding } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

/** A score of a past day against what happened until a later one; every number with its base and dates. */
export interface BacktestResult {
  readonly score: string;
  readonly title: string;
  readonly entity: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Below this many customers of either outcome nothing is said. */
  readonly minimumCount: number;
  readonly customers: number;
  readonly withoutScore: number;
  readonly churned: number;
  readonly stayed: number;
  /** Stayed and paid more at the end; null without a subscription book. */
  readonly expanded: number | null;
  readonly tested: readonly {
    readonly id: string;
    readonly title: string;
    readonly withoutValue: number;
    readonly churn: Prediction;
    readonly expansion: Prediction | null;
  }[];
  /** Of the score, lowest first. */
  readonly tenths: readonly Tenth[];
}

const input = z.object({
  score: z.string().describe('Id of a score, or of any attribute that is a number'),
  from: z.string().describe('The past day it is computed for, from what was known then, YYYY-MM-DD'),
  horizon: z
    .string()
    .regex(/^\d{1,4}d$/)
    .default('180d')
    .describe('Days until the outcome is looked at, such as 180d'),
});

export const backtest = defineUseCase({
  name: 'backtest',
  summary: 'Set a score of a past day against who left and who paid more since: does it predict anything?',
  effect: 'reads',
  input,
  positional: ['score'],
  async run(asked, context) {
    const from = parseCalendarDate(asked.from);
    if (!from) return found<BacktestResult>(null, [notADay(asked.from)]);
    const to = addDays(from, Number.parseInt(asked.horizon, 10));
    return withSources<BacktestResult>(
      context,
      (project) => {
        const last = defaultAsOf(project, context.now);
        if (to > last) return tooLate(to, last);
        const chosen = scoreNamed(project, asked.score);
        return isFinding(chosen) ? chosen : usedSources(project);
      },
      async (read) => {
        const chosen = scoreNamed(read.project, asked.score);
        if (isFinding(chosen)) return found<BacktestResult>(null, [chosen]);
        const { value, findings } = await judge(read, ...chosen, from, to);
        return found(value, findings, agesNow(to, read.project.timeZone, context));
      },
    );
  },
});

const tooLate = (to: CalendarDate, last: CalendarDate): Finding =>
  error('not-yet-known', `What happened until ${to} is not known: the data ends on ${last}.`, {
    hint: 'Take an earlier `--from` or a shorter `--horizon`.',
  });

function scoreNamed(project: Project, name: string): readonly [Entity, Attribute] | Finding {
  const all = project.entities.flatMap((entity) =>
    entity.attributes.filter(({ type }) => isNumeric(type)).map((attribute) => [entity, attribute] as const),
  );
  const scores = all.filter(([, { origin }]) => origin.kind === 'score');
  const named = [...scores, ...all].find(([, { id }]) => id === name);
  if (named) return named;
  const near = didYouMean(
    name,
    all.map(([, { id }]) => id),
  );
  const listed = scores.map(([, { id }]) => id).join(', ');
  return error('unknown-score', `There is no score \`${name}\`.`, {
    ...(near ? { hint: `Did you mean \`${near}\`?` } : listed ? { hint: `There are ${listed}.` } : {}),
  });
}

async function judge(
  read: ReadSources,
  entity: Entity,
  attribute: Attribute,
  from: CalendarDate,
  to: CalendarDate,
) {
  const { project, engine } = read;
  const minimum = project.limits.minimumCount;
  const tested = testedOf(attribute);
  const start = await factsOn(from, entity, tested, read);
  const end = await factsOn(to, entity, [], read);
  const book = project.books.find((one) => one.entity === entity.id) ?? null;
  try {
    const movements = book && movementRows(book, entity, start.daysUntil(to), read.rowsOf);
    const answers = [];
    for (const one of tested) {
      const counts = outcomeCounts(one, start.relation, end.relation, movements);
      const outcomes = readOutcomes(await readRelation(engine, counts, `outcomes by ${one.id}`, to));
      answers.push({ one, outcomes });
    }
    const [score] = answers;
    if (!score) throw new Error('nothing was tested');
    const { outcomes } = score;
    const result: BacktestResult = {
      score: attribute.id,
      title: attribute.title,
      entity: entity.id,
      from,
      to,
      minimumCount: minimum,
      customers: sum(outcomes.customers) + outcomes.withoutValue,
      withoutScore: outcomes.withoutValue,
      churned: sum(outcomes.churned),
      stayed: sum(outcomes.stayed),
      expanded: book ? sum(outcomes.expanded) : null,
      tested: answers.map(({ one, outcomes: counts }) => ({
        id: one.id,
        title: one.title,
        withoutValue: counts.withoutValue,
        churn: churnPrediction(counts, minimum),
        expansion: book && expansionPrediction(counts, minimum),
      })),
      tenths: tenthsOf(outcomes, minimum),
    };
    return found(result, [
      ...start.findings,
      ...historyFindings(entity, start.context),
      ...undatedFindings(entity, start.context, end.context.asOf),
    ]);
  } finally {
    await start.drop();
    await end.drop();
  }
}
