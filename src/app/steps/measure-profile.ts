import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import { assembleAttributes, profiledSegments, whyNothingTold } from '../../measures/profile/assemble.ts';
import { categoryProfile } from '../../measures/profile/category-profile.ts';
import { numberProfile, QUARTILES } from '../../measures/profile/number-profile.ts';
import type { Profile, ProfiledAttribute } from '../../measures/profile/profile.ts';
import type { ProfiledField } from '../../measures/profile/profiled-fields.ts';
import { profiledFields } from '../../measures/profile/profiled-fields.ts';
import type { Scale, Spread } from '../../measures/profile/spread.ts';
import { NO_SPREAD, readSpread, scaleOf, spreadRelation } from '../../measures/profile/spread.ts';
import type { Standing } from '../../measures/profile/standing.ts';
import { NO_STANDING, readStanding, standingRelation } from '../../measures/profile/standing.ts';
import type { Measured, Total } from '../../measures/profile/totals.ts';
import { NOTHING_KNOWN, readTotals, totalsRelation } from '../../measures/profile/totals.ts';
import type { ValueCounts } from '../../measures/profile/value-counts.ts';
import {
  distinctRelation,
  readNaming,
  readValueCounts,
  valueCountsRelation,
} from '../../measures/profile/value-counts.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import type { Members } from './with-members.ts';
import { withMembers } from './with-members.ts';

/** The profile of a snapshot whose facts are kept; `segmentation` is as the run knew it. */
export function measureProfile(
  engine: Engine,
  { currency, limits }: Project,
  segmentation: Segmentation,
  snapshot: Snapshot,
): Promise<Profile> {
  const { asOf, runId } = snapshot;
  const { fields, leftOut } = profiledFields(segmentation, asOf);
  const columns = fields.map((field) => ({ name: field.attribute.id, value: field.value }));
  const ids = [...segmentation.segments, segmentation.fallback].map(({ id }) => id);
  const numbers = fields.filter(({ kind }) => kind === 'number');
  return withMembers(engine, segmentation, snapshot, columns, async (members) => {
    const scans = await scanNumbers(members, ids, numbers);
    const segments = profiledSegments(segmentation, scans.customersOf, limits.minimumCount);
    const told = new Map<ProfiledField, ProfiledAttribute>();
    for (const [index, field] of numbers.entries())
      told.set(field, await readNumber(members, ids, field, index, scans, limits.minimumCount));
    const texts = await readTexts(
      members,
      fields.filter(({ kind }) => kind === 'category'),
    );
    for (const [field, values] of texts.counts)
      told.set(field, categoryProfile(field, values, segments, limits.minimumCount));
    const profiled = fields.flatMap((field) => told.get(field) ?? []);
    const [telling, silent] = partition(profiled);
    return {
      segmentation: segmentation.id,
      title: segmentation.title,
      entity: segmentation.entity.id,
      asOf,
      runId,
      currency,
      minimumCount: limits.minimumCount,
      customers: segments.reduce((sum, one) => sum + one.customers, 0),
      segments,
      leftOut: [...leftOut, ...texts.leftOut, ...silent],
      ...assembleAttributes(telling),
    };
  });
}

/** Attributes that tell somebody apart, and those that do not, with the reason. */
function partition(profiled: readonly ProfiledAttribute[]) {
  const reasons = profiled.map((attribute) => ({ attribute, reason: whyNothingTold(attribute) }));
  return [
    reasons.filter(({ reason }) => reason === null).map(({ attribute }) => attribute),
    reasons.flatMap(({ attribute: { id, title }, reason }) =>
      reason === null ? [] : [{ id, title, reason }],
    ),
  ] as const;
}

const measured = ({ attribute, value }: ProfiledField): Measured => ({
  name: attribute.id,
  type: value.type,
});

/** What two scans over all numbers say, by segment and in the order of the fields. */
interface Scans {
  readonly customersOf: (segment: string) => number;
  readonly totalOf: (segment: string, field: number) => Total;
  readonly spreadOf: (segment: string, field: number) => Spread;
  readonly scales: readonly (Scale | null)[];
}

async function scanNumbers(
  members: Members,
  segments: readonly string[],
  fields: readonly ProfiledField[],
): Promise<Scans> {
  const columns = fields.map(measured);
  const totalRows = await members.read(totalsRelation(members.relation, columns), 'totals of a profile');
  const totals = readTotals(totalRows, columns);
  const totalOf: Scans['totalOf'] = (segment, field) => totals.get(segment)?.totals[field] ?? NOTHING_KNOWN;
  const scales = columns.map((_, field) => scaleOf(segments.map((segment) => totalOf(segment, field))));
  const relation = spreadRelation(members.relation, columns, scales);
  const spreads = readSpread(relation ? await members.read(relation, 'spread of a profile') : [], columns);
  return {
    customersOf: (segment) => totals.get(segment)?.customers ?? 0,
    totalOf,
    spreadOf: (segment, field) => spreads.get(segment)?.[field] ?? NO_SPREAD,
    scales,
  };
}

/** One number, with one more statement for its order. */
async function readNumber(
  members: Members,
  segments: readonly string[],
  field: ProfiledField,
  index: number,
  { customersOf, totalOf, spreadOf, scales }: Scans,
  minimumCount: number,
): Promise<ProfiledAttribute> {
  const known = segments.map((segment) => totalOf(segment, index).known);
  const everybody = known.reduce((sum, one) => sum + one, 0);
  const groups: readonly Standing[] = [
    ...segments.map((segment, group) => ({ segment, known: known[group] ?? 0 })),
    { segment: null, known: everybody },
  ];
  const relation = standingRelation(members.relation, measured(field), groups, QUARTILES);
  const [row = {}] = await members.read(relation, `standing by ${field.attribute.id}`);
  const read = readStanding(row, groups, QUARTILES);
  const standingOf = (group: number) => read.groups[group] ?? NO_STANDING;
  const ofSegments = segments.map((segment, group) => ({
    segment,
    customers: customersOf(segment),
    total: totalOf(segment, index),
    spread: spreadOf(segment, index),
    standing: standingOf(group),
  }));
  const { quantiles } = standingOf(segments.length);
  return numberProfile(field, ofSegments, quantiles, scales[index] ?? null, read.ties, minimumCount);
}

/** Counts of texts in one statement for all; those with too many different ones are left out, with the reason. */
async function readTexts(members: Members, fields: readonly ProfiledField[]) {
  const counts = new Map<ProfiledField, ValueCounts>();
  if (fields.length === 0) return { counts, leftOut: [] };
  const columns = fields.map(measured);
  const [row = {}] = await members.read(distinctRelation(members.relation, columns), 'different texts');
  const reasons = readNaming(row, fields.length);
  const kept = fields.filter((_, index) => reasons[index] === null);
  if (kept.length > 0) {
    const rows = await members.read(
      valueCountsRelation(members.relation, kept.map(measured)),
      'counts of texts',
    );
    for (const [index, values] of readValueCounts(rows, kept.length).entries()) {
      const field = kept[index];
      if (field) counts.set(field, values);
    }
  }
  const leftOut = fields.flatMap(({ attribute: { id, title } }, index) => {
    const reason = reasons[index] ?? null;
    return reason === null ? [] : [{ id, title, reason }];
  });
  return { counts, leftOut };
}
