import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { parseCalendarDate } from '../base/calendar-date.ts';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error, note } from '../base/finding.ts';
import type { Entity, Project, Segmentation } from '../definitions/project.ts';
import type { Fit } from '../methods/method.ts';
import type { PlanContext } from '../plan/context.ts';
import { nestedFacts } from '../plan/facts.ts';
import { fitFor, withFit } from '../plan/fits.ts';
import { placedRelation } from '../plan/placements.ts';
import { listOf } from '../plan/ranks.ts';
import { rowsOn } from '../plan/rows-on.ts';
import { column } from '../sql/expression.ts';
import { dialects } from '../sql/dialects/index.ts';
import { printRelation } from '../sql/print.ts';
import type { Relation } from '../sql/relation.ts';
import { select, table } from '../sql/relation.ts';
import { TEXT } from '../sql/value-type.ts';
import { FACTS } from '../tables/facts-table.ts';
import { readFits } from '../warehouse/fits.ts';
import type { AppContext } from './context.ts';
import { withState } from './steps/with-state.ts';
import { defaultAsOf, notADay } from './run.ts';
import { readProjectDefinitions } from './steps/read-definitions.ts';
import { defineUseCase, found } from './use-case.ts';

/** The select that places every customer of a segmentation, over tables named after its sources. */
export interface SqlResult {
  readonly segmentation: string;
  readonly dialect: 'duckdb' | 'clickhouse';
  readonly asOf: string;
  readonly text: string;
}

const input = z.object({
  name: z.string().describe('Id of a segmentation'),
  dialect: z.enum(['duckdb', 'clickhouse']).default('duckdb').describe('Engine to write for'),
  asOf: z.string().optional().describe('Calendar day to compute for, YYYY-MM-DD'),
});

export const sql = defineUseCase({
  name: 'sql',
  summary:
    'Show the SQL that places the customers of a segmentation; needs no data, but a run where it learns',
  effect: 'reads',
  input,
  positional: ['name'],
  async run({ name, dialect, asOf }, context) {
    const { project, findings } = await readProjectDefinitions(context);
    if (!project) return found<SqlResult>(null, findings);
    const segmentation = project.segmentations.find(({ id }) => id === name);
    if (!segmentation) {
      const ids = project.segmentations.map(({ id }) => id);
      const near = didYouMean(name, ids);
      const hint = near ? `Did you mean \`${near}\`?` : `There are ${ids.join(', ')}.`;
      return found<SqlResult>(null, [
        error('unknown-segmentation', `There is no segmentation \`${name}\`.`, { hint }),
      ]);
    }
    const waiting = [segmentation, ...allUsed(segmentation)].filter(({ learning }) => learning);
    const fits = waiting.length === 0 ? [] : await storedFits(context);
    const day = asOf === undefined ? defaultAsOf(project, context.now) : parseCalendarDate(asOf);
    if (!day) return found<SqlResult>(null, [notADay(asOf ?? '')]);
    const fitted = (one: Segmentation) => withFit(one, one.learning && fitFor(one, one.learning, fits, day));
    const missing = waiting.filter((one) => fitted(one) === one);
    if (missing.length > 0)
      return found<SqlResult>(
        null,
        missing.map((one) => fitNeeded(one, day)),
      );
    const plan: PlanContext = {
      runId: '',
      asOf: day,
      dialect: dialects[dialect],
      rowsOf: (source) => rowsOn(source, table([source.id], source.columns)),
      observed: new Map(),
      loadedOn: null,
      segmentsOf: (used) => segmentsOf(fitted(used), project, plan),
    };
    const { text } = printRelation(segmentsOf(fitted(segmentation), project, plan), plan.dialect, {
      asOf: day,
      label: `segments of ${name}`,
      values: 'shown',
    });
    return found({ segmentation: name, dialect, asOf: day, text }, rulesAlone(segmentation));
  },
});

/** Every segmentation this one asks for, directly or not. */
function allUsed({ uses }: Segmentation): readonly Segmentation[] {
  return [...new Set(uses.flatMap((used) => [used, ...allUsed(used)]))];
}

/** Where customers are held is no part of the text: it is of the runs before. */
function rulesAlone(segmentation: Segmentation): readonly Finding[] {
  return [...new Set([segmentation, ...allUsed(segmentation)])].flatMap(({ id, hysteresis }) =>
    hysteresis
      ? [
          note(
            'rules-alone',
            `What \`${id}\` is here is what its rules alone say: no hysteresis holds anybody.`,
            {
              place: hysteresis.place,
              hint: '`clade export` has where customers are held.',
            },
          ),
        ]
      : [],
  );
}

async function storedFits(context: AppContext): Promise<readonly Fit[]> {
  const { value } = await withState(context, async ({ engine }) => found(await readFits(engine)));
  return value ?? [];
}

function fitNeeded({ id, method, place }: Segmentation, day: CalendarDate): Finding {
  return error(
    'fit-needed',
    `The ${method} segmentation \`${id}\` has learned nothing yet that holds on ${day}.`,
    {
      place,
      hint: `Run \`clade run --as-of ${day}\`: it learns from the customers of that day.`,
    },
  );
}

function segmentsOf(segmentation: Segmentation, project: Project, plan: PlanContext): Relation {
  const facts = factsOf(segmentation.entity, project, plan);
  const { relation, placement } = placedRelation(segmentation, listOf(segmentation, plan), facts, null, plan);
  return select(relation, [
    { name: 'customer', expression: column(FACTS.key, TEXT) },
    { name: 'segment', expression: placement.segment },
    { name: 'reason', expression: placement.reason },
  ]);
}

function factsOf({ id }: Entity, project: Project, plan: PlanContext): Relation {
  const facts = nestedFacts(project, plan).get(id);
  if (!facts) throw new Error(`no facts of ${id}`);
  return facts;
}
