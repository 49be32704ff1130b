import type { Finding } from '../../base/finding.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Crosstab } from '../../measures/crosstab/crosstab.ts';
import type { ExpectedMix } from '../../measures/crosstab/expected-mix.ts';
import { readExpectedMix } from '../../measures/crosstab/expected-mix.ts';
import type { CrosstabCounts } from '../../measures/crosstab/read-crosstab.ts';
import { crosstabFigures } from '../../measures/crosstab/read-crosstab.ts';
import { SEGMENT } from '../../measures/profile/members.ts';
import type { ProfiledField } from '../../measures/profile/profiled-fields.ts';
import { readTotals, totalsRelation } from '../../measures/profile/totals.ts';
import { readValueCounts, valueCountsRelation } from '../../measures/profile/value-counts.ts';
import { TEXT } from '../../sql/value-type.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import { measureDistribution } from './measure-distribution.ts';
import { withMembers } from './with-members.ts';
import { isFinding } from './with-state.ts';

/** What segments are set against: an attribute, or another segmentation of the same customers in the same run. */
export type CrosstabField =
  | { readonly kind: 'attribute'; readonly field: ProfiledField }
  | { readonly kind: 'segmentation'; readonly segmentation: Segmentation; readonly formed: boolean };

/** The table of a segmentation and a field; a finding where the expected mix cannot be meant. */
export async function measureCrosstab(
  engine: Engine,
  project: Project,
  segmentation: Segmentation,
  snapshot: Snapshot,
  against: CrosstabField,
  mix: string | null,
): Promise<Crosstab | Finding> {
  const { minimumCount } = project.limits;
  const counted =
    against.kind === 'attribute'
      ? await attributeCounts(engine, project, segmentation, snapshot, against.field)
      : await segmentCounts(engine, segmentation, snapshot, against.segmentation);
  const customersAt = (column: number) =>
    counted.rows.reduce((sum, { counts }) => sum + (counts[column] ?? 0), 0);
  const columns = counted.values.map((one, column) => ({ ...one, customers: customersAt(column) }));
  const expected = mix === null ? null : readExpectedMix(mix, columns);
  if (expected && isFinding(expected)) return expected;
  const rows = expected ? counted.rows.map((row) => together(row, expected)) : counted.rows;
  const field = against.kind === 'attribute' ? against.field.attribute : against.segmentation;
  const formed = against.kind === 'attribute' ? against.field.formed : against.formed;
  return {
    segmentation: segmentation.id,
    title: segmentation.title,
    asOf: snapshot.asOf,
    runId: snapshot.runId,
    field: field.id,
    fieldTitle: field.title,
    fieldKind: against.kind,
    minimumCount,
    values: expected
      ? expected.columns.map(({ value, label }) => ({ value, label }))
      : counted.values.map(({ value, label }) => ({ value, label })),
    ...crosstabFigures(rows, expected?.shares ?? null, formed, minimumCount),
    formed,
    expected: expected?.shares ?? null,
  };
}

interface Counted {
  readonly values: readonly { readonly value: string | null; readonly label: string }[];
  readonly rows: readonly CrosstabCounts[];
}

async function attributeCounts(
  engine: Engine,
  project: Project,
  segmentation: Segmentation,
  snapshot: Snapshot,
  field: ProfiledField,
): Promise<Counted> {
  const spread = await measureDistribution(engine, project, segmentation, snapshot, field);
  return {
    values: spread.cells.map(({ label }) => ({ value: label, label })),
    rows: spread.segments.map(({ segment, title, customers, counts }) => ({
      segment: segment ?? '',
      title,
      customers,
      counts,
    })),
  };
}

/** Segments of both in the order of their files, the empty ones too. */
function segmentCounts(
  engine: Engine,
  segmentation: Segmentation,
  snapshot: Snapshot,
  other: Segmentation,
): Promise<Counted> {
  const values = [...other.segments, other.fallback].map(({ id, title }) => ({ value: id, label: title }));
  const column = { name: '_other', type: TEXT };
  return withMembers(
    engine,
    segmentation,
    snapshot,
    [{ name: column.name, segmentation: other }],
    async (members) => {
      const totals = readTotals(
        await members.read(totalsRelation(members.relation, []), 'segment sizes'),
        [],
      );
      const counted = await members.read(
        valueCountsRelation(members.relation, [column]),
        `${SEGMENT} against ${other.id}`,
      );
      const [counts = new Map<string, ReadonlyMap<string, number>>()] = readValueCounts(counted, 1);
      return {
        values,
        rows: [...segmentation.segments, segmentation.fallback].map(({ id, title }) => ({
          segment: id,
          title,
          customers: totals.get(id)?.customers ?? 0,
          counts: values.map(({ value }) => counts.get(value)?.get(id) ?? 0),
        })),
      };
    },
  );
}

/** Counts of the columns a mix puts together. */
function together(row: CrosstabCounts, { columns }: ExpectedMix): CrosstabCounts {
  const counts = columns.map(({ of }) => of.reduce((sum, column) => sum + (row.counts[column] ?? 0), 0));
  return { ...row, counts };
}
