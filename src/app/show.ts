import * as z from 'zod';
import type { CalendarDate } from '../base/calendar-date.ts';
import { parseCalendarDate } from '../base/calendar-date.ts';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import { formatPlace } from '../base/place.ts';
import type { Project, Segmentation } from '../definitions/project.ts';
import type { DefinitionKind, ToldDefinition } from '../documents/definitions/definitions.ts';
import { definitionsTold } from '../documents/definitions/definitions.ts';
import { ruleSentences, vocabularyOf } from '../documents/rule-sentences.ts';
import type { Engine } from '../engines/engine.ts';
import { segmentCounts } from '../tables/segment-counts.ts';
import { readTable } from '../warehouse/read-table.ts';
import type { Snapshot } from '../warehouse/runs.ts';
import { currentRun, readRuns } from '../warehouse/runs.ts';
import { notADay } from './run.ts';
import { agesOf } from './steps/ages-of.ts';
import { isFinding, projectOfRun, snapshotOf, withState } from './steps/with-state.ts';
import { readProjectDefinitions } from './steps/read-definitions.ts';
import type { Outcome } from './use-case.ts';
import { defineUseCase, found } from './use-case.ts';
import type { AppContext } from './context.ts';

/** A definition as people read it: its head, facts about it in words, and for a segmentation its segments. */
export interface ShownDefinition {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly owner: string | null;
  readonly url: string | null;
  readonly place: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly segments: readonly ShownSegment[];
  /** The snapshot the sizes come from; null where nothing is published. */
  readonly snapshot: Snapshot | null;
}

/** Sizes are null where nothing is published. */
export interface ShownSegment {
  readonly id: string;
  readonly title: string;
  readonly rule: string | null;
  /** The same in whole sentences, with the titles and units of attributes. */
  readonly inWords: readonly string[];
  readonly customers: number | null;
  readonly active: number | null;
  readonly money: string | null;
}

export const show = defineUseCase({
  name: 'show',
  summary: 'Show one definition, with its sizes where it is a segmentation',
  effect: 'reads',
  input: z.object({
    name: z.string().describe('Id of a definition, or `entity.attribute`'),
    asOf: z.string().optional().describe('As it was published for this day, YYYY-MM-DD'),
  }),
  positional: ['name'],
  async run({ name, asOf }, context) {
    if (asOf !== undefined) return asPublished(name, asOf, context);
    const { project, findings } = await readProjectDefinitions(context);
    if (!project) return found<ShownDefinition>(null, findings);
    const shown = definitionNamed(project, name);
    if (isFinding(shown)) return found<ShownDefinition>(null, [shown]);
    return shown.kind === 'segmentation' ? withSizes(shown, project.timeZone, context) : found(shown);
  },
});

function definitionNamed(project: Project, name: string): ShownDefinition | Finding {
  const all = definitionsTold(project);
  const named = all.find((one) => one.name === name || one.head.id === name);
  if (named) return shownOf(named, project);
  const near = didYouMean(
    name,
    all.map((one) => one.name),
  );
  const hint = near ? `Did you mean \`${near}\`?` : 'See `clade list`.';
  return error('unknown-definition', `Nothing is called \`${name}\`.`, { hint });
}

/** The definition and the sizes of the run that held on a day, whatever the files say by now. */
const asPublished = (name: string, asOf: string, context: AppContext) =>
  withState<ShownDefinition>(context, async ({ engine }) => {
    const day = parseCalendarDate(asOf);
    if (!day) return found<ShownDefinition>(null, [notADay(asOf)]);
    const run = currentRun((await readRuns(engine)).filter((one) => one.asOf <= day));
    if (!run)
      return found<ShownDefinition>(null, [
        error('no-snapshot', `Nothing was published for a day on or before ${day}.`, {
          hint: 'Run `clade backfill`, or `clade run --as-of` for that day.',
        }),
      ]);
    const project = await projectOfRun(engine, run.runId);
    const shown = definitionNamed(project, name);
    if (isFinding(shown)) return found<ShownDefinition>(null, [shown]);
    if (shown.kind !== 'segmentation') return found(shown);
    return sizedWithAges(shown, engine, day, project.timeZone, context);
  });

/** The definition as it is shown where nothing is published. */
function shownOf({ kind, head, told }: ToldDefinition, project: Project): ShownDefinition {
  const { id, title, description, owner, url, place } = head;
  const segmentation =
    kind === 'segmentation' ? project.segmentations.find((one) => one === head) : undefined;
  return {
    kind,
    ...{ id, title, description, owner, url, place: formatPlace(place), facts: told },
    segments: segmentation ? shownSegments(segmentation, project) : [],
    snapshot: null,
  };
}

function shownSegments(segmentation: Segmentation, project: Project): readonly ShownSegment[] {
  const { segments, fallback, rules, entity } = segmentation;
  const names = vocabularyOf(project, entity);
  return [...segments, fallback].map(({ id, title }) => ({
    id,
    title,
    rule: rules.find((rule) => rule.segment === id)?.written?.text ?? null,
    inWords: ruleSentences(segmentation, id, names, null),
    customers: null,
    active: null,
    money: null,
  }));
}

/** Sizes of the newest snapshot, where there is one. */
async function withSizes(
  shown: ShownDefinition,
  timeZone: string,
  context: AppContext,
): Promise<Outcome<ShownDefinition>> {
  const sized = await withState(context, ({ engine }) =>
    sizedWithAges(shown, engine, null, timeZone, context),
  );
  return sized.value ? sized : found(shown);
}

async function sizedWithAges(
  shown: ShownDefinition,
  engine: Engine,
  onDate: CalendarDate | null,
  timeZone: string,
  context: AppContext,
): Promise<Outcome<ShownDefinition>> {
  const sized = (await sizesOf(shown, engine, onDate)) ?? shown;
  const ages = sized.snapshot && (await agesOf(engine, sized.snapshot, timeZone, context));
  return found(sized, [], ages);
}

async function sizesOf(
  shown: ShownDefinition,
  engine: Engine,
  onDate: CalendarDate | null,
): Promise<ShownDefinition | null> {
  const snapshot = await snapshotOf(engine, shown.id, onDate);
  if (isFinding(snapshot)) return null;
  const rows = await readTable(engine, segmentCounts, { run_id: snapshot.runId, segmentation: shown.id });
  return {
    ...shown,
    snapshot,
    segments: shown.segments.map((segment) => {
      const row = rows.find((candidate) => candidate['segment'] === segment.id);
      return row
        ? {
            ...segment,
            customers: Number(row['customers']),
            active: Number(row['active']),
            money: row['money'] === null || row['money'] === undefined ? null : String(row['money']),
          }
        : segment;
    }),
  };
}
