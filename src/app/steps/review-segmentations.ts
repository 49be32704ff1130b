import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Project } from '../../definitions/project.ts';
import type { ReviewedSegmentation, ReviewedSide, ReviewedSize } from '../../documents/review/content.ts';
import type { Engine } from '../../engines/engine.ts';
import { transitionMatrix } from '../../measures/movement/matrix.ts';
import { movedIn } from '../../measures/movement/moved.ts';
import { renamesThrough } from '../../measures/movement/renames.ts';
import { movementStates } from '../../measures/movement/states.ts';
import { readTransitions, statePairs, transitionCounts } from '../../measures/movement/transitions.ts';
import type { ChangedSegmentation } from '../../plan/changed-segmentations.ts';
import type { References } from '../../plan/references.ts';
import { usersOf } from '../../plan/references.ts';
import { readRelation } from '../../warehouse/read-table.ts';
import type { PlacedHere, PlacedSide } from './place-side.ts';

/** Both sides as they are placed; `project` is the one of the files. */
export interface PlacedSides {
  readonly project: Project;
  readonly before: PlacedSide | null;
  readonly after: PlacedSide;
  /** Of the files, and of what is compared with. */
  readonly references: { readonly before: References; readonly after: References };
  readonly asOf: CalendarDate;
  readonly engine: Engine;
}

/** What became of a changed segmentation: who would move, how great its segments are, and what else is made of it. */
export async function reviewSegmentation(
  { id, before, after, because }: ChangedSegmentation,
  sides: PlacedSides,
): Promise<ReviewedSegmentation> {
  const { project, references } = sides;
  const now = after ?? before;
  if (!now) throw new Error(`${id} is on neither side`);
  const [then, next] = [
    sides.before?.segmentations.get(id) ?? null,
    sides.after.segmentations.get(id) ?? null,
  ];
  const isComparable = then !== null && next !== null && before?.entity.id === after?.entity.id;
  const names = before && after ? renamesThrough([before, after]) : new Map<string, string>();
  const { money } = now.entity;
  return {
    ...{ id, title: now.title, entity: now.entity.id, isPrimary: project.primary?.id === id, because },
    is: before === null ? 'added' : after === null ? 'removed' : isComparable ? 'edited' : 'of-others',
    usedBy: usersOf(after ? references.after : references.before, `segmentation ${id}`),
    money: money && { title: money.title, unit: money.unit ?? project.currency },
    before: then && sideOf(then, sides.before),
    after: next && sideOf(next, sides.after),
    sizes: sizesOf(then, next, names),
    movement: isComparable ? await movementOf(then, next, names, sides) : null,
  };
}

function sideOf({ counts, lacksData, fit }: PlacedHere, side: PlacedSide | null): ReviewedSide {
  const isNew = side?.learned.some(({ fitHash }) => fitHash === fit?.fitHash) ?? false;
  return {
    ...{ customers: counts.active, lacksData },
    fit: fit && { hash: fit.fitHash, learnedAsOf: fit.learnedAsOf, isNew },
  };
}

/** Segments of today in their order, then those that are given up. */
function sizesOf(
  before: PlacedHere | null,
  after: PlacedHere | null,
  names: ReadonlyMap<string, string>,
): readonly ReviewedSize[] {
  const then = new Map(
    (before?.counts.segments ?? []).map((one) => [names.get(one.segment) ?? one.segment, one]),
  );
  const now = new Map((after?.counts.segments ?? []).map((one) => [one.segment, one]));
  return [...new Set([...now.keys(), ...then.keys()])].map((segment) => {
    const [was, is] = [then.get(segment), now.get(segment)];
    return {
      ...{ segment, title: is?.title ?? was?.title ?? segment },
      before: was ? { customers: was.active, money: was.money } : null,
      after: is ? { customers: is.active, money: is.money } : null,
    };
  });
}

async function movementOf(
  before: PlacedHere,
  after: PlacedHere,
  names: ReadonlyMap<string, string>,
  { engine, project, asOf }: PlacedSides,
): Promise<ReviewedSegmentation['movement']> {
  const pairs = transitionCounts(statePairs(before.members, after.members, names));
  const label = `who would move in ${after.segmentation.id}`;
  const transitions = readTransitions(await readRelation(engine, pairs, label, asOf));
  const states = movementStates(before.segmentation, after.segmentation, names, 'by-definition');
  const matrix = transitionMatrix(states, transitions, project.limits.minimumCount);
  return { matrix, moved: movedIn(matrix) };
}
