import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import { error, warning } from '../../base/finding.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import { renamesThrough } from '../../measures/movement/renames.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { readSnapshots } from '../../warehouse/runs.ts';
import { heldSnapshots, ledgerPath } from '../../warehouse/snapshot-path.ts';
import { isFinding, nothingPublished, projectOfRun, snapshotOf } from './with-state.ts';

/** The snapshots of a segmentation up to a day, one a date, each with the definition it was made by. */
export interface History {
  readonly engine: Engine;
  readonly project: Project;
  readonly all: readonly Snapshot[];
  /** Ascending; the last is the one that holds on the day. */
  readonly held: readonly Snapshot[];
  readonly last: Snapshot;
  /** The definition of the last snapshot, and of any other. */
  readonly segmentation: Segmentation;
  definitionOf(snapshot: Snapshot): Promise<Segmentation>;
}

/** Two of them to compare. */
export interface MovementBetween extends History {
  readonly first: Snapshot;
  readonly before: Segmentation;
  /** Runs whose ledgers lead from the first to the last; null where they do not lead there. */
  readonly path: readonly string[] | null;
}

export async function historyUntil(
  engine: Engine,
  name: string,
  to: CalendarDate | null,
): Promise<History | Finding> {
  const all = await readSnapshots(engine);
  if (all.length === 0) return nothingPublished;
  const last = await snapshotOf(engine, name, to);
  if (isFinding(last)) return last;
  return historyOf(engine, all, last, await projectOfRun(engine, last.runId));
}

/** The history that ends with a snapshot, in the project its run knew. */
export async function historyOf(
  engine: Engine,
  all: readonly Snapshot[],
  last: Snapshot,
  project: Project,
): Promise<History> {
  const definitionOf = definitionsByHash(engine, last, project);
  const segmentation = await definitionOf(last);
  const held = heldSnapshots(all, last.segmentation, last.asOf);
  return { engine, project, all, held, last, segmentation, definitionOf };
}

/** Reads each definition once: snapshots of one hash have the same segments. */
function definitionsByHash(engine: Engine, last: Snapshot, project: Project): History['definitionOf'] {
  const known = new Map([[last.definitionHash, segmentationOf(project, last)]]);
  return async (snapshot) => {
    const read =
      known.get(snapshot.definitionHash) ??
      segmentationOf(await projectOfRun(engine, snapshot.runId), snapshot);
    known.set(snapshot.definitionHash, read);
    return read;
  };
}

function segmentationOf({ segmentations }: Project, { runId, segmentation }: Snapshot): Segmentation {
  const own = segmentations.find(({ id }) => id === segmentation);
  if (!own) throw new Error(`run ${runId} has no segmentation ${segmentation}`);
  return own;
}

/** The snapshots that hold on two days; without a first day, the last two dates. */
export async function movementBetween(
  engine: Engine,
  name: string,
  from: CalendarDate | null,
  to: CalendarDate | null,
): Promise<MovementBetween | Finding> {
  if (from !== null && to !== null && from > to) return backwards;
  const history = await historyUntil(engine, name, to);
  if (isFinding(history)) return history;
  const { held, last } = history;
  const first = from === null ? held.at(-2) : held.findLast(({ asOf }) => asOf <= from);
  if (!first) return tooEarly(name, held, from);
  if (first.runId === last.runId) return sameSnapshot(name, last);
  if (first.entity !== last.entity) return entityChanged(first, last);
  return sinceSnapshot(history, first);
}

/** A history from one of its snapshots on, of the same entity. */
export async function sinceSnapshot(history: History, first: Snapshot): Promise<MovementBetween> {
  const before = await history.definitionOf(first);
  return { ...history, first, before, path: ledgerPath(history.all, first, history.last) };
}

/** Ids of one snapshot's segments as of a later one, through every definition between. */
export async function renamesBetween(
  { held, definitionOf }: History,
  first: Snapshot,
  last: Snapshot,
): Promise<ReadonlyMap<string, string>> {
  const definitions: Segmentation[] = [];
  for (const snapshot of held)
    if (snapshot.asOf >= first.asOf && snapshot.asOf <= last.asOf)
      definitions.push(await definitionOf(snapshot));
  return renamesThrough(definitions.filter((one, index) => one !== definitions[index - 1]));
}

/** What a reader must know of a comparison before reading its numbers. */
export function movementFindings({
  first,
  last,
  before,
  segmentation,
  path,
}: MovementBetween): readonly Finding[] {
  const [then, now] = [before.entity.money?.id ?? null, segmentation.entity.money?.id ?? null];
  return [
    ...(path === null
      ? [
          warning(
            'ledger-gap',
            `The ledger does not lead from the snapshot of ${first.asOf} to that of ${last.asOf}: a day in between was published after a later one. Causes are not told.`,
            { hint: 'Name two days whose snapshots were made one after the other.' },
          ),
        ]
      : []),
    ...(then === now
      ? []
      : [
          warning(
            'money-changed',
            `Money was \`${then ?? 'none'}\` on ${first.asOf} and is \`${now ?? 'none'}\` on ${last.asOf}: its change says little.`,
          ),
        ]),
  ];
}

const backwards = error('not-a-period', 'The first day comes before the last.', {
  hint: 'Swap `--from` and `--to`.',
});

function tooEarly(name: string, [oldest]: readonly Snapshot[], from: CalendarDate | null): Finding {
  if (from !== null)
    return error('no-snapshot', `\`${name}\` has no snapshot on or before ${from}.`, {
      hint: `The first is of ${oldest?.asOf ?? 'no day'}; publish an earlier day with \`clade backfill\`.`,
    });
  return error(
    'one-snapshot',
    `\`${name}\` has a snapshot of ${oldest?.asOf ?? 'no day'} alone: movement needs two days.`,
    {
      hint: 'Publish another day with `clade backfill` or `clade run --as-of`.',
    },
  );
}

const sameSnapshot = (name: string, { asOf }: Snapshot): Finding =>
  error('not-a-period', `The snapshot of ${asOf} is the one of \`${name}\` that holds on both days.`, {
    hint: 'See the days with `clade runs`.',
  });

const entityChanged = (first: Snapshot, last: Snapshot): Finding =>
  error(
    'entity-changed',
    `\`${last.segmentation}\` placed \`${first.entity}\` on ${first.asOf} and places \`${last.entity}\` on ${last.asOf}: nobody can have moved.`,
    { hint: 'Compare days on which it places the same entity.' },
  );
