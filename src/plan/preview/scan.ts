import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Relation } from '../../sql/relation.ts';
import { placedRows } from './layers.ts';
import type { PlacedColumns, Placings } from './placings.ts';
import { placingsOf } from './placings.ts';
import type { Wanted } from './side.ts';

/** Placements over one scan of the facts, every customer a row. Margins are not told, so no ranks are read. */
export interface Scan {
  readonly relation: Relation;
  /** As they were wanted. */
  readonly placements: readonly PlacedColumns[];
}

export function scanOf(facts: Relation, wanted: readonly Wanted[], asOf: CalendarDate): Scan {
  const placings = placingsOf(wanted, asOf);
  return {
    relation: placedRows(withJoins(facts, placings), placings, (leaf) => leaf),
    placements: placings.placements,
  };
}

/** The facts with what was placed before or elsewhere. */
export function withJoins(facts: Relation, { joins }: Placings): Relation {
  return joins.length === 0 ? facts : { kind: 'left-join', from: facts, joins };
}
