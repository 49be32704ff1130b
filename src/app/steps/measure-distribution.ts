import type { Project, Segmentation } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { DistributionCell, Distribution } from '../../measures/profile/distribution.ts';
import {
  cellCountsRelation,
  cellsOfNumber,
  readCellCounts,
  SPANNED,
  zerosApart,
} from '../../measures/profile/cells.ts';
import type { ProfiledField } from '../../measures/profile/profiled-fields.ts';
import { readStanding, standingRelation } from '../../measures/profile/standing.ts';
import type { Measured } from '../../measures/profile/totals.ts';
import { addTotals, readTotals, totalsRelation } from '../../measures/profile/totals.ts';
import { frequentValues, readValueCounts, valueCountsRelation } from '../../measures/profile/value-counts.ts';
import { column, compare, integer } from '../../sql/expression.ts';
import { columnsOf, select } from '../../sql/relation.ts';
import type { Snapshot } from '../../warehouse/runs.ts';
import type { Members } from './with-members.ts';
import { withMembers } from './with-members.ts';
import { sum } from '../../numeric/sum.ts';

/** How one field is spread over everybody and each segment of a snapshot whose facts are kept. */
export function measureDistribution(
  engine: Engine,
  { limits }: Project,
  segmentation: Segmentation,
  snapshot: Snapshot,
  field: ProfiledField,
): Promise<Distribution> {
  const { attribute, value, unit } = field;
  const measured: Measured = { name: attribute.id, type: value.type };
  return withMembers(engine, segmentation, snapshot, [{ name: measured.name, value }], async (members) => {
    const totals = readTotals(await members.read(totalsRelation(members.relation, []), 'segment sizes'), []);
    const spread =
      field.kind === 'number' ? await spreadOf(members, measured) : await valuesOf(members, measured);
    const groupOf = (segment: string, title: string) => {
      const customers = totals.get(segment)?.customers ?? 0;
      const counts = spread.counts.get(segment) ?? spread.cells.map(() => 0);
      return { segment, title, customers, counts, missing: customers - sum(counts) };
    };
    const segments = [...segmentation.segments, segmentation.fallback].map(({ id, title }) =>
      groupOf(id, title),
    );
    return {
      segmentation: segmentation.id,
      asOf: snapshot.asOf,
      runId: snapshot.runId,
      attribute: attribute.id,
      title: attribute.title,
      unit,
      minimumCount: limits.minimumCount,
      kind: field.kind === 'number' ? 'bins' : 'values',
      cells: spread.cells,
      everyone: {
        segment: null,
        title: 'Everyone',
        customers: sum(segments.map(({ customers }) => customers)),
        missing: sum(segments.map(({ missing }) => missing)),
        counts: spread.cells.map((_, cell) => sum(segments.map(({ counts }) => counts[cell] ?? 0))),
      },
      segments,
    };
  });
}

interface Spread {
  readonly cells: readonly DistributionCell[];
  readonly counts: ReadonlyMap<string, readonly number[]>;
}

async function spreadOf(members: Members, measured: Measured): Promise<Spread> {
  const ofSegments = readTotals(
    await members.read(totalsRelation(members.relation, [measured]), `totals of ${measured.name}`),
    [measured],
  );
  const total = addTotals([...ofSegments.values()].flatMap(({ totals }) => totals));
  const apart = zerosApart(total);
  const binned = apart ? withoutZeros(members, measured) : members.relation;
  const groups = [{ segment: null, known: total.known - (apart ? total.zeros : 0) }];
  const [row = {}] = await members.read(
    standingRelation(binned, measured, groups, SPANNED),
    `quantiles of ${measured.name}`,
  );
  const [standing] = readStanding(row, groups, SPANNED).groups;
  const cells = cellsOfNumber(total, standing?.quantiles ?? [], measured);
  const counts = await members.read(
    cellCountsRelation(members.relation, measured, cells),
    `cells of ${measured.name}`,
  );
  return { cells, counts: readCellCounts(counts, cells.length) };
}

function withoutZeros({ relation }: Members, { name, type }: Measured) {
  const kept = columnsOf(relation).map((each) => ({
    name: each.name,
    expression: column(each.name, each.type),
  }));
  return select(relation, kept, { where: compare(column(name, type), '<>', integer(0)) });
}

async function valuesOf(members: Members, measured: Measured): Promise<Spread> {
  const rows = await members.read(
    valueCountsRelation(members.relation, [measured]),
    `counts of ${measured.name}`,
  );
  const [values = new Map<string, ReadonlyMap<string, number>>()] = readValueCounts(rows, 1);
  const listed = frequentValues(values);
  const others = [...values.keys()].filter((value) => !listed.includes(value));
  const rest = others.length === 0 ? [] : [`${others.length} other values`];
  const segments = new Set([...values.values()].flatMap((bySegment) => [...bySegment.keys()]));
  const at = (value: string, segment: string) => values.get(value)?.get(segment) ?? 0;
  return {
    cells: [...listed, ...rest].map((label) => ({ label, from: null, to: null })),
    counts: new Map(
      [...segments].map((segment) => [
        segment,
        [
          ...listed.map((value) => at(value, segment)),
          ...rest.map(() => sum(others.map((value) => at(value, segment)))),
        ],
      ]),
    ),
  };
}
