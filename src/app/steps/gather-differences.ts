import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Segmentation } from '../../definitions/project.ts';
import type { Differences, Told } from '../../documents/report/content.ts';
import type { Engine } from '../../engines/engine.ts';
import { profiledFields } from '../../measures/profile/profiled-fields.ts';
import { measureDistribution } from './measure-distribution.ts';
import { measureProfile } from './measure-profile.ts';
import { profiledSnapshot } from './profiled-snapshot.ts';
import { isFinding } from './with-state.ts';
import { writeSegmentPage } from './write-segment-page.ts';

/** Attributes whose spread is shown: those that differ most and did not form the segments. */
const MOST_SPREAD = 3;

/** How the segments of the snapshot that holds on a day differ, and each in words; why not where its facts are gone. */
export async function gatherDifferences(
  engine: Engine,
  { id }: Segmentation,
  onDate: CalendarDate,
): Promise<Told<Differences>> {
  const profiled = await profiledSnapshot(engine, id, onDate);
  if (isFinding(profiled)) return { absent: `${profiled.message} ${profiled.hint ?? ''}`.trim() };
  const { project, segmentation, snapshot } = profiled;
  const profile = await measureProfile(engine, project, segmentation, snapshot);
  const pages = [];
  for (const { segment } of profile.segments)
    pages.push(await writeSegmentPage(engine, profiled, profile, segment));
  const { fields } = profiledFields(segmentation, snapshot.asOf);
  const telling = profile.attributes.filter(({ formed }) => !formed).slice(0, MOST_SPREAD);
  const distributions = [];
  for (const one of telling) {
    const field = fields.find(({ attribute }) => attribute.id === one.id);
    if (field) distributions.push(await measureDistribution(engine, project, segmentation, snapshot, field));
  }
  return { told: { profile, pages, distributions } };
}
