import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import { assembleAttributes, profiledSegments, whyNothingTold } from '../../measures/profile/assemble.ts';
import { categoryProfile } from '../../measures/profile/category-profile.ts';
import { numberProfile, QUARTILES } from '../../measures/profile/number-profile.ts';
import type { Profile, ProfiledAttribute } from '../../measures/profile/profile.ts';
import type { ProfiledField } from '../../measures/profile/profiled-fields.ts';
import { profiledFields } from '../../measures/profile/profiled-fields.ts';
import { readSpread, scaleOf, spreadRelation } from '../../measures/profile/spread.ts';
import type { Standing } from '../../measures/profile/standing.ts';
import { NO_STANDING, readStanding, standingRelation } from '../../measures/profile/standing.ts';
import type { Measured } from '../../measures/profile/totals.ts';
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
  return withMembers(engine, segmentation, snapshot, columns, async (members) => {
    const { customers, numbers } = await readNumbers(members, segmentation, fields, limits.minimumCount);
    const segments = profiledSegments(segmentation, (id) => customers.get(id) ?? 0, limits.minimumCount);
    const texts = await readTexts(
      members,
      fields.filter(({ kind }) => kind === 'category'),
    );
    const profiled = fields.flatMap((field): readonly ProfiledAttribute[] => {
      const values = texts.counts.get(field);
      const own = values && categoryProfile(field, values, segments, limits.minimumCount);
      return [numbers.get(field) ?? own].filter((one) => one !== undefined);
    });
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

/** Numbers in two scans for all of them and one more each; with the sizes of the segments. */
async function readNumbers(
  members: Members,
  { segments, fallback }: Segmentation,
  fields: readonly ProfiledField[],
  minimumCount: number,
) {
  const ids = [...segments, fallback].map(({ id }) => id);
  const numbers = fields.filter(({ kind }) => kind === 'number');
  const columns = numbers.map(measured);
  const totals = readTotals(
    await members.read(totalsRelation(members.relation, columns), 'totals of a profile'),
    columns,
  );
  const totalOf = (id: string, index: number) => totals.get(id)?.totals[index] ?? NOTHING_KNOWN;
  const scales = columns.map((_, index) => scaleOf(ids.map((id) => totalOf(id, index))));
  const spreads = spreadRelation(members.relation, columns, scales);
  const spread = readSpread(spreads ? await members.read(spreads, 'spread of a profile') : [], columns);
  const profiles = new Map<ProfiledField, ProfiledAttribute>();
  for (const [index, field] of numbers.entries()) {
    const column = measured(field);
    const inSegments: readonly Standing[] = ids.map((segment) => ({
      segment,
      known: totalOf(segment, index).known,
    }));
    const known = inSegments.reduce((sum, one) => sum + one.known, 0);
    const groups: readonly Standing[] = [...inSegments, { segment: null, known }];
    const [row = {}] = await members.read(
      standingRelation(members.relation, column, groups, QUARTILES),
      `standing by ${column.name}`,
    );
    const read = readStanding(row, groups, QUARTILES);
    const standingAt = (group: number) => read.groups[group] ?? NO_STANDING;
    const ofSegments = ids.map((segment, group) => ({
      segment,
      customers: totals.get(segment)?.customers ?? 0,
      total: totalOf(segment, index),
      spread: spread.get(segment)?.[index] ?? { sum: 0n, squares: 0n },
      standing: standingAt(group),
    }));
    const everyone = { standing: standingAt(ids.length) };
    const scale = scales[index] ?? null;
    profiles.set(field, numberProfile(field, ofSegments, everyone, scale, read.ties, minimumCount));
  }
  return {
    customers: new Map([...totals].map(([id, { customers }]) => [id, customers])),
    numbers: profiles,
  };
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
