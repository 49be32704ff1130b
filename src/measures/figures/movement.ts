import type { Segmentation } from '../../definitions/project.ts';
import { isOfSnapshot } from '../../plan/of-snapshot.ts';
import { aggregate, column } from '../../sql/expression.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { INTEGER, TEXT } from '../../sql/value-type.ts';
import { ledger } from '../../tables/ledger.ts';
import { stateRelation } from '../../tables/state-table.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { Movement } from './figures.ts';
import { totalCount } from './tallies.ts';

/** Who joined and left which segment, as the ledger of a snapshot has it. */
export function movementRelation({ id }: Segmentation, runId: string): Relation {
  const ends = [column('from_segment', TEXT), column('to_segment', TEXT)] as const;
  return select(
    stateRelation(ledger),
    [
      { name: 'from_segment', expression: ends[0] },
      { name: 'to_segment', expression: ends[1] },
      { name: 'customers', expression: aggregate('count', null, INTEGER) },
    ],
    { where: isOfSnapshot(runId, id), groupBy: ends },
  );
}

/** Of a segment, or of all: those that came onto the list of customers and went from it. */
export function readMovement(
  rows: readonly MeasuredRow[],
  segment: string | null,
  { segments, fallback }: Segmentation,
): Movement {
  const was = [...segments, fallback].find(({ id }) => id === segment)?.was ?? [];
  const isHere = (name: MeasuredRow[string] | undefined) =>
    segment !== null && (name === segment || was.some((old) => old === name));
  const total = (is: (row: MeasuredRow) => boolean) => totalCount(rows.filter(is), 'customers');
  if (segment === null)
    return {
      joined: total((row) => row['from_segment'] === null),
      left: total((row) => row['to_segment'] === null),
    };
  return {
    joined: total((row) => isHere(row['to_segment'])),
    left: total((row) => isHere(row['from_segment'])),
  };
}
