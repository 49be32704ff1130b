import * as z from 'zod';
import { parseCalendarDate } from '../../base/calendar-date.ts';
import { error } from '../../base/finding.ts';
import { formatPlace } from '../../base/place.ts';
import { definitionHash } from '../definition-hash.ts';
import { headOf } from '../head.ts';
import type { Definition } from '../kind.ts';
import { defineKind, headShape, id } from '../kind.ts';
import type { Report } from '../names.ts';
import { unknownReference } from '../names.ts';
import type { Override } from '../project.ts';
import type { SegmentationData } from './segmentation.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const key = z.string().min(1);

const schema = z.strictObject({
  kind: z.literal('override'),
  id,
  ...headShape,
  owner: z.string().min(1).describe('The person or team that answers for it.'),
  segmentation: id.describe('In which segmentation.'),
  customer: z.union([key, z.array(key).min(1)]).describe('Key of the customer, or a list of keys.'),
  segment: id.describe('The segment the customer is in while it holds; the fallback may be one.'),
  reason: z.string().min(1).describe('Why, for whoever asks later.'),
  from: day.describe('First day it holds, YYYY-MM-DD; days before are placed without it.'),
  until: day.describe('Last day it holds, YYYY-MM-DD; then it falls away, and a finding says so.'),
});

export type OverrideData = z.infer<typeof schema>;

/** Places some customers by hand for a time. Source: practice; seed 004 asks that every exception has a reason and an end. */
export const override = defineKind({
  id: 'override',
  title: 'Override',
  summary: 'Customers placed by hand, with a reason, an owner and an end.',
  schema,
});

/** Null where it names what there is not; the findings say so. */
export function resolveOverride(
  definition: Definition<OverrideData>,
  segmentations: readonly SegmentationData[],
  isBroken: (segmentation: string) => boolean,
  report: Report,
): Override | null {
  const { data, positions } = definition;
  const from = parseCalendarDate(data.from);
  const until = parseCalendarDate(data.until);
  for (const [name, parsed] of [
    ['from', from],
    ['until', until],
  ] as const)
    if (!parsed)
      report(
        error('not-a-day', `\`${data[name]}\` is no day of the calendar.`, {
          place: positions.placeOf([name]),
        }),
      );
  if (from && until && from > until)
    report(
      error('override-backwards', `It would hold from ${from} until ${until}, which is before.`, {
        place: positions.placeOf(['until']),
        hint: 'Swap the days.',
      }),
    );
  const segmentation = segmentations.find((one) => one.id === data.segmentation);
  if (!segmentation) {
    const known = segmentations.map((one) => one.id);
    if (!isBroken(data.segmentation))
      report(unknownReference('segmentation', data.segmentation, positions.placeOf(['segmentation']), known));
    return null;
  }
  const segments = [...segmentation.segments, segmentation.fallback].map((one) => one.id);
  if (!segments.includes(data.segment)) {
    report(unknownReference('segment', data.segment, positions.placeOf(['segment']), segments));
    return null;
  }
  if (!from || !until || from > until) return null;
  const { segment, reason } = data;
  const customers = typeof data.customer === 'string' ? [data.customer] : data.customer;
  const head = headOf(definition, definitionHash(data));
  return {
    ...head,
    owner: data.owner,
    segmentation: segmentation.id,
    customers,
    segment,
    reason,
    from,
    until,
  };
}

/** Two that would place one customer on one day are told: nobody could say which counts. */
export function refuseRivals(overrides: readonly Override[], report: Report): void {
  const byCustomer = new Map<string, Override[]>();
  for (const one of overrides)
    for (const customer of new Set(one.customers)) {
      const name = JSON.stringify([one.segmentation, customer]);
      const others = byCustomer.get(name) ?? [];
      const rival = others.find((other) => other.from <= one.until && one.from <= other.until);
      if (rival)
        report(
          error(
            'override-twice',
            `\`${customer}\` is placed by hand twice at a time, first at ${formatPlace(rival.place)}.`,
            { place: one.place, hint: 'End one of them before the other begins.' },
          ),
        );
      byCustomer.set(name, [...others, one]);
    }
}
