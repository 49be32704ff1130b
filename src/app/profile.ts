import * as z from 'zod';
import { parseCalendarDate } from '../base/calendar-date.ts';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { Segmentation } from '../definitions/project.ts';
import type { SegmentPage } from '../documents/paragraph.ts';
import type { Contrast } from '../measures/profile/contrasts.ts';
import { contrastsOf } from '../measures/profile/contrasts.ts';
import type { Distribution } from '../measures/profile/distribution.ts';
import type { Profile } from '../measures/profile/profile.ts';
import type { ProfiledField } from '../measures/profile/profiled-fields.ts';
import { profiledFields } from '../measures/profile/profiled-fields.ts';
import { notADay } from './run.ts';
import { agesOf } from './steps/ages-of.ts';
import { measureDistribution } from './steps/measure-distribution.ts';
import { measureProfile } from './steps/measure-profile.ts';
import type { ProfiledSnapshot } from './steps/profiled-snapshot.ts';
import { profiledSnapshot } from './steps/profiled-snapshot.ts';
import { writeSegmentPage } from './steps/write-segment-page.ts';
import { isFinding, withState } from './steps/with-state.ts';
import { defineUseCase, found } from './use-case.ts';

/** How segments differ from everybody outside them, over the customers of the snapshot's day. */
export interface ProfileResult {
  readonly profile: Profile;
  /** Told of one segment: what sets it apart, the strongest first, and its page in words. */
  readonly segment: { readonly page: SegmentPage; readonly contrasts: readonly Contrast[] } | null;
  /** Of the attribute asked for. */
  readonly distribution: Distribution | null;
}

const input = z.object({
  segmentation: z.string().describe('Id of a segmentation'),
  segment: z.string().optional().describe('Tell one segment: its page in words and all it differs by'),
  attribute: z.string().optional().describe('Tell how this attribute is spread over the segments'),
  asOf: z.string().optional().describe('The snapshot that held on this day, YYYY-MM-DD'),
});

export const profile = defineUseCase({
  name: 'profile',
  summary: 'Say how segments differ from everybody else: effect sizes, indexes, markers, distributions',
  effect: 'reads',
  input,
  positional: ['segmentation'],
  run: (asked, context) =>
    withState<ProfileResult>(context, async ({ engine }) => {
      const day = asked.asOf === undefined ? null : parseCalendarDate(asked.asOf);
      if (asked.asOf !== undefined && !day) return found<ProfileResult>(null, [notADay(asked.asOf)]);
      const profiled = await profiledSnapshot(engine, asked.segmentation, day);
      if (isFinding(profiled)) return found<ProfileResult>(null, [profiled]);
      const { project, segmentation, snapshot } = profiled;
      const segment = asked.segment === undefined ? null : segmentNamed(segmentation, asked.segment);
      if (segment && isFinding(segment)) return found<ProfileResult>(null, [segment]);
      const field = asked.attribute === undefined ? null : fieldNamed(profiled, asked.attribute);
      if (field && isFinding(field)) return found<ProfileResult>(null, [field]);
      const measured = await measureProfile(engine, project, segmentation, snapshot);
      const ages = await agesOf(engine, snapshot, project.timeZone, context);
      const value: ProfileResult = {
        profile: measured,
        segment: segment && {
          page: await writeSegmentPage(engine, profiled, measured, segment.id),
          contrasts: contrastsOf(measured, segment.id),
        },
        distribution: field && (await measureDistribution(engine, project, segmentation, snapshot, field)),
      };
      return found(value, [], ages);
    }),
});

function segmentNamed({ segments, fallback }: Segmentation, id: string): { readonly id: string } | Finding {
  const all = [...segments, fallback];
  const ids = all.map((one) => one.id);
  return all.find((one) => one.id === id) ?? unknown('segment', id, ids);
}

function fieldNamed({ segmentation, snapshot }: ProfiledSnapshot, id: string): ProfiledField | Finding {
  const { fields, leftOut } = profiledFields(segmentation, snapshot.asOf);
  const named = fields.find(({ attribute }) => attribute.id === id);
  if (named) return named;
  const left = leftOut.find((one) => one.id === id);
  if (left)
    return error('attribute-left-out', `\`${id}\` is not profiled: it is ${left.reason}.`, {
      hint: 'Profiles tell kinds of customers apart, never single ones.',
    });
  return unknown(
    'attribute',
    id,
    fields.map(({ attribute }) => attribute.id),
  );
}

function unknown(what: 'segment' | 'attribute', id: string, known: readonly string[]): Finding {
  const near = didYouMean(id, known);
  return error(`unknown-${what}`, `There is no ${what} \`${id}\` here.`, {
    hint: near ? `Did you mean \`${near}\`?` : `There are ${known.join(', ')}.`,
  });
}
