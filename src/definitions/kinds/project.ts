import * as z from 'zod';
import { error } from '../../base/finding.ts';
import type { Place } from '../../base/place.ts';
import type { Definition } from '../kind.ts';
import { defineKind, headShape, id } from '../kind.ts';
import type { Report } from '../names.ts';
import { packIds } from '../pack-ids.ts';
import type { DriftLevels, Freshness, Limits, ReviewPolicy } from '../policies.ts';
import { resolveUpkeep, upkeepShape } from '../upkeep.ts';

const share = z.number().min(0).max(1);

const limits = z
  .strictObject({
    segments: z
      .strictObject({ from: z.int().min(1), to: z.int().min(1) })
      .optional()
      .describe('How many segments the primary segmentation may have; 3 to 7 unless given.'),
    quarantinedShare: share
      .optional()
      .describe(
        'Share of the rows of a source that may be quarantined before a run stops; 0.01 unless given.',
      ),
    fallbackShare: share
      .optional()
      .describe('Share of customers in the fallback above which a warning is given; 0.1 unless given.'),
    largestShare: share
      .optional()
      .describe('Share of customers in one segment above which a warning is given; 0.8 unless given.'),
    boundaryMargin: share
      .optional()
      .describe('Margin below which a customer is a boundary customer; 0.02 unless given.'),
    minimumCount: z
      .int()
      .min(1)
      .optional()
      .describe('Base below which a number is "too few to say"; 10 unless given.'),
  })
  .describe('When findings are given; every one is optional.');

const review = z
  .strictObject({
    movedShare: share
      .optional()
      .describe('Share of customers that one segmentation may place elsewhere; any unless given.'),
    moneyShare: share
      .optional()
      .describe('Share of the money whose customers one segmentation may place elsewhere; any unless given.'),
    newFindings: z
      .enum(['error', 'warning'])
      .optional()
      .describe('The least grave finding that may not be new; error unless given.'),
  })
  .describe('What a change may do before `clade review` refuses it; every one is optional.');

const schema = z.strictObject({
  kind: z.literal('project'),
  ...headShape,
  title: z.string().min(1).max(200).describe('How people name the project.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .describe('The one currency of all money, as ISO 4217 says it; USD unless given.'),
  timeZone: z
    .string()
    .optional()
    .describe('The zone calendar days are told in, as IANA names it; UTC unless given.'),
  primary: id.optional().describe('The segmentation that tiers, personas and the count policy attach to.'),
  limits: limits.optional(),
  review: review.optional(),
  ...upkeepShape,
  include: z.array(z.enum(packIds)).optional().describe('Packs of ready attributes that come with Clade.'),
});

export type ProjectData = z.infer<typeof schema>;

export const project = defineKind({
  id: 'project',
  title: 'Project',
  summary: 'What holds for all definitions; exactly one.',
  schema,
});

/** What the project says of itself, without its definitions. */
export interface Settings {
  readonly title: string;
  readonly description: string | null;
  readonly owner: string | null;
  readonly url: string | null;
  readonly currency: string;
  readonly timeZone: string;
  readonly limits: Limits;
  readonly review: ReviewPolicy;
  readonly drift: DriftLevels;
  readonly freshness: Freshness;
  readonly place: Place;
}

export function resolveProject({ data, positions }: Definition<ProjectData>, report: Report): Settings {
  const { segments, ...limits } = data.limits ?? {};
  if (segments && segments.from > segments.to)
    report(
      error(
        'limits-backwards',
        `At least ${segments.from} and at most ${segments.to} segments cannot both hold.`,
        {
          place: positions.placeOf(['limits', 'segments']),
        },
      ),
    );
  const timeZone = data.timeZone ?? 'UTC';
  checkTimeZone(timeZone, positions.placeOf(['timeZone']), report);
  return {
    title: data.title,
    description: data.description ?? null,
    owner: data.owner ?? null,
    url: data.url ?? null,
    currency: data.currency ?? 'USD',
    timeZone,
    limits: { ...DEFAULT_LIMITS, ...withoutUndefined(limits), ...(segments ? { segments } : {}) },
    review: {
      movedShare: data.review?.movedShare ?? null,
      moneyShare: data.review?.moneyShare ?? null,
      newFindings: data.review?.newFindings ?? 'error',
    },
    ...resolveUpkeep(data, positions, report),
    place: positions.placeOf(['title']),
  };
}

const DEFAULT_LIMITS: Limits = {
  segments: { from: 3, to: 7 },
  quarantinedShare: 0.01,
  fallbackShare: 0.1,
  largestShare: 0.8,
  boundaryMargin: 0.02,
  minimumCount: 10,
};

function withoutUndefined(data: Readonly<Record<string, number | undefined>>): Partial<Limits> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

/** A zone is named (`Europe/Berlin`), because an offset such as `+01:00` has no summer. */
export function checkTimeZone(timeZone: string, place: Place, report: Report): void {
  if (timeZone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(timeZone)) return;
  try {
    if (!/^[+-]/.test(timeZone)) return void new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    // Of other names for a zone Intl speaks only by throwing, and takes tens of milliseconds to begin.
  }
  report(
    error('unknown-time-zone', `\`${timeZone}\` is not the name of a time zone.`, {
      place,
      hint: 'IANA names are like Europe/Berlin, America/New_York or UTC.',
    }),
  );
}
