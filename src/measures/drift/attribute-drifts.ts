import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Project } from '../../definitions/project.ts';
import type { BinnedAttribute } from './bin.ts';
import type { SubjectDrift } from './drift.ts';
import { driftOf, sideBySide } from './drift.ts';

/** The day of each run that bins are of, and of the counts themselves. */
export interface DriftDays {
  readonly dayOf: ReadonlyMap<string, CalendarDate>;
  readonly now: CalendarDate;
}

/** Every attribute that a run counted in the bins of an earlier one, which `bases` has, against what that one counted. */
export function attributeDrifts(
  { entities, drift, limits }: Pick<Project, 'entities' | 'drift' | 'limits'>,
  binned: readonly BinnedAttribute[],
  bases: readonly BinnedAttribute[],
  { dayOf, now }: DriftDays,
): readonly SubjectDrift[] {
  return binned.flatMap((one): readonly SubjectDrift[] => {
    const isSame = (other: BinnedAttribute) =>
      other.entity === one.entity && other.attribute === one.attribute;
    const base = bases.find(isSame);
    const day = dayOf.get(one.baseRunId);
    const entity = entities.find(({ id }) => id === one.entity);
    const attribute = entity?.attributes.find(({ id }) => id === one.attribute);
    if (!base || !day || day >= now || !attribute) return [];
    return [
      {
        subject: {
          kind: 'attribute',
          entity: one.entity,
          id: attribute.id,
          title: attribute.title,
        },
        ...driftOf(sideBySide(base, one), { base: day, now }, drift, limits.minimumCount),
      },
    ];
  });
}
