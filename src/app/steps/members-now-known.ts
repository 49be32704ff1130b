import type { CalendarDate } from '../../base/calendar-date.ts';
import { didYouMean } from '../../base/did-you-mean.ts';
import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import { narrowed } from '../../plan/narrowed.ts';
import type { Relation } from '../../sql/relation.ts';
import { readSnapshots } from '../../warehouse/runs.ts';
import type { AppContext } from '../context.ts';
import type { Outcome } from '../use-case.ts';
import { found } from '../use-case.ts';
import { agesNow } from './ages-of.ts';
import { holdsBefore } from './holds-before.ts';
import { usedSources } from './load-sources.ts';
import { placedOn } from './placed-on.ts';
import type { ReadSources } from './read-sources.ts';
import { withSources } from './read-sources.ts';
import { isFinding } from './with-state.ts';

/** Everybody in a segmentation on a past day, as the data and the definitions say today. */
export interface NowKnown {
  readonly engine: Engine;
  readonly segmentation: Segmentation;
  /** The last day whose knowledge counts. */
  readonly knownUntil: CalendarDate;
  /** Columns `customer`, `segment`, `status` and `money`. */
  readonly members: Relation;
}

/**
 * Loads what a segmentation needs, places everybody as of a past day from what is known by another, and asks. A finding
 * where the day leans on what nobody knows of it.
 */
export function withMembersNowKnown<Output>(
  context: AppContext,
  name: string,
  asOf: CalendarDate,
  knownUntil: (project: Project) => CalendarDate,
  ask: (known: NowKnown) => Promise<Output>,
): Promise<Outcome<Output>> {
  return withSources<Output>(
    context,
    (project) => {
      const chosen = segmentationNamed(project, name);
      return isFinding(chosen) ? chosen : usedSources(narrowed(project, { segmentations: [chosen] }));
    },
    async (read) => {
      const segmentation = segmentationNamed(read.project, name);
      if (isFinding(segmentation)) return found<Output>(null, [segmentation]);
      const until = knownUntil(read.project);
      if (until < asOf) return found<Output>(null, [notYet(asOf, until)]);
      const held = await heldAsPublished(asOf, segmentation, read);
      if (held) return found<Output>(null, [held]);
      const placed = await placedOn(asOf, segmentation, read, until);
      if (placed.kind === 'unknown') return found<Output>(null, [notKnown(placed.reason)]);
      const { members, findings, drop } = placed;
      try {
        const known = { engine: read.engine, segmentation, knownUntil: until, members };
        const ages = agesNow(asOf, read.project.timeZone, context, placed.learnedAsOf);
        return found(await ask(known), findings, ages);
      } finally {
        await drop();
      }
    },
  );
}

function segmentationNamed({ segmentations }: Project, name: string): Segmentation | Finding {
  const named = segmentations.find(({ id }) => id === name);
  if (named) return named;
  const ids = segmentations.map(({ id }) => id);
  const near = didYouMean(name, ids);
  return error('unknown-segmentation', `There is no segmentation \`${name}\`.`, {
    hint: near ? `Did you mean \`${near}\`?` : `There are ${ids.join(', ')}.`,
  });
}

/** Where customers were held before the day is known as it was published only: with it, two kinds of past would be one answer. */
async function heldAsPublished(
  asOf: CalendarDate,
  segmentation: Segmentation,
  { project, engine }: ReadSources,
): Promise<Finding | null> {
  const holdOf = holdsBefore(await readSnapshots(engine), asOf);
  const held = narrowed(project, { segmentations: [segmentation] }).segmentations.find(
    (one) => one.hysteresis !== null && holdOf(one) !== null,
  );
  if (!held) return null;
  return error(
    'held-as-published',
    `Where customers were on ${asOf} as now known cannot be told: \`${held.id}\` holds them where they were before, and where that was is known as it was published only.`,
    {
      place: held.place,
      hint: 'Publish the days up to it anew with `clade backfill`; then leave out `--as-now-known`.',
    },
  );
}

const notYet = (asOf: CalendarDate, until: CalendarDate): Finding =>
  error('not-yet-known', `Nothing is known of ${asOf} yet: the data ends on ${until}.`);

const notKnown = (reason: string): Finding =>
  error('not-known-on-day', reason, {
    hint: 'Without `--as-now-known` it is told as it was published, where it was. Sources with days of their own are known of the past.',
  });
