import { sum } from '../../numeric/sum.ts';
import { minus, plus } from '../money-digits.ts';
import type { MovementState, MovementStates } from './states.ts';
import { isOutside } from './states.ts';
import type { Transition } from './transitions.ts';

/** A transition with its share of the row, 0..1, and what it did to the money. */
export interface MatrixCell extends Transition {
  /** Of all who were in `from`; null where they are fewer than the project's minimum count. */
  readonly share: number | null;
  readonly change: string;
}

/** A state of one of the days, with everybody in it there. */
export interface MatrixSide extends MovementState {
  readonly customers: number;
  readonly money: string;
}

/**
 * Who went from which state to which. Rows are states of the first day, columns of the last; of the outside only those
 * that somebody came from or went to. The changes of all cells add up to `change`.
 */
export interface TransitionMatrix {
  readonly rows: readonly MatrixSide[];
  readonly columns: readonly MatrixSide[];
  /** Cells with customers, row by row. */
  readonly cells: readonly MatrixCell[];
  readonly minimumCount: number;
  /** Customers of each day. */
  readonly customers: { readonly start: number; readonly end: number };
  /** Exact digits of the entity's money over customers of each day. */
  readonly money: { readonly start: string; readonly end: string; readonly change: string };
  /** Customers of each day whose money is not known; it counts as nothing. */
  readonly unpriced: { readonly start: number; readonly end: number };
}

/**
 * The matrix of some transitions. `everybody` is all of them: shares are of everybody in the row, whoever is `shown`.
 */
export function transitionMatrix(
  states: MovementStates,
  everybody: readonly Transition[],
  minimumCount: number,
  shown: readonly Transition[] = everybody,
): TransitionMatrix {
  const of = (side: 'from' | 'to', id: string) => everybody.filter((one) => one[side] === id);
  const [starts, ends] = (['from', 'to'] as const).map((side) =>
    withUntitled(
      side === 'from' ? states.start : states.end,
      everybody.map((one) => one[side]),
    ),
  );
  const rows = (starts ?? []).map((state) => sideOf(state, of('from', state.id), 'startMoney'));
  const columns = (ends ?? []).map((state) => sideOf(state, of('to', state.id), 'endMoney'));
  const isThere = ({ id, customers }: MatrixSide) => !isOutside(id) || customers > 0;
  const totals = {
    start: plus(rows.map(({ money }) => money)),
    end: plus(columns.map(({ money }) => money)),
  };
  return {
    rows: rows.filter(isThere),
    columns: columns.filter(isThere),
    cells: rows.flatMap(({ id, customers: base }) =>
      columns.flatMap((column) =>
        shown
          .filter(({ from, to }) => from === id && to === column.id)
          .map((transition) => ({
            ...transition,
            share: base < minimumCount ? null : transition.customers / base,
            change: minus(transition.endMoney, transition.startMoney),
          })),
      ),
    ),
    minimumCount,
    customers: { start: customersIn(rows), end: customersIn(columns) },
    money: { ...totals, change: minus(totals.end, totals.start) },
    unpriced: {
      start: sum(everybody.map(({ startUnpriced }) => startUnpriced)),
      end: sum(everybody.map(({ endUnpriced }) => endUnpriced)),
    },
  };
}

/** With states that stand in no definition under their own ids, before the outside: nobody is left out of a sum. */
function withUntitled(states: readonly MovementState[], ids: readonly string[]): readonly MovementState[] {
  const known = new Set(states.map(({ id }) => id));
  const strays = [...new Set(ids)].filter((id) => !known.has(id));
  const at = states.findIndex(({ kind }) => kind === 'outside');
  const untitled = strays.map((id) => ({ id, title: id, kind: 'segment' as const }));
  return at < 0 ? [...states, ...untitled] : states.toSpliced(at, 0, ...untitled);
}

function sideOf(
  state: MovementState,
  transitions: readonly Transition[],
  money: 'startMoney' | 'endMoney',
): MatrixSide {
  return {
    ...state,
    customers: sum(transitions.map(({ customers }) => customers)),
    money: plus(transitions.map((one) => one[money])),
  };
}

const customersIn = (sides: readonly MatrixSide[]) =>
  sum(sides.filter(({ id }) => !isOutside(id)).map(({ customers }) => customers));
