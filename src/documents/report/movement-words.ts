import { grouped, moneyOf, percentOf } from '../../charts/drawing/format-number.ts';
import type { MatrixCell, TransitionMatrix } from '../../measures/movement/matrix.ts';
import type { MeasuredMovement } from '../../measures/movement/measured-movement.ts';
import { isOutside } from '../../measures/movement/states.ts';
import { plus } from '../../measures/money-digits.ts';
import { sum } from '../../numeric/sum.ts';
import { CAUSE_WORDS } from '../cause-words.ts';
import { countOf, partOf } from './words.ts';

/** What money is told in; null where the entity has none. */
export type MoneyUnit = { readonly title: string; readonly unit: string } | null;

/** How many moved, came and left, and what became of the money. */
export function movementSentences(
  { from, to, matrix, causes }: MeasuredMovement,
  money: MoneyUnit,
): readonly string[] {
  const { cells, customers, unpriced } = matrix;
  const moved = cells.filter((one) => one.from !== one.to && !isOutside(one.from) && !isOutside(one.to));
  const came = cells.filter((one) => isOutside(one.from));
  const left = cells.filter((one) => isOutside(one.to));
  const stayed = cells.filter((one) => one.from === one.to);
  const against = from === to ? `Against the run before, of the same day ${to}` : `From ${from} to ${to}`;
  const withMoney = (some: readonly MatrixCell[]) =>
    money === null || some.length === 0 ? '' : ` (${changeOf(some)})`;
  return [
    `${against}, ${partOf(count(moved), customers.start, 'customers')} changed segment${withMoney(moved)}, ${countOf(count(left), 'customer')} left${withMoney(left)} and ${grouped(count(came))} came${withMoney(came)}: ${grouped(customers.end)} are customers now.`,
    ...(money === null
      ? []
      : [
          `${money.title} went from ${moneyOf(matrix.money.start)} to ${moneyOf(matrix.money.end)} ${money.unit}, ${signedMoney(matrix.money.change)}; ${changeOf(stayed)} of it from those who stayed where they were.`,
        ]),
    ...(money !== null && unpriced.start + unpriced.end > 0
      ? [
          `It is not known of ${countOf(unpriced.start, 'customer')} on the first day and ${grouped(unpriced.end)} on the last, and counts as nothing there.`,
        ]
      : []),
    ...(causes?.length === 1 && causes[0]
      ? [`The ledger knows one cause of all moves: ${CAUSE_WORDS[causes[0].cause]}.`]
      : []),
  ];
}

const MOST_TOLD = 6;

/** The moves of the most customers, each in a sentence with its base, its money and its causes. */
export function greatestMoves(measured: MeasuredMovement, money: MoneyUnit): readonly string[] {
  const { matrix } = measured;
  const titleOf = (side: TransitionMatrix['rows'], id: string) =>
    side.find((state) => state.id === id)?.title ?? id;
  return matrix.cells
    .filter(({ from, to }) => from !== to)
    .toSorted((a, b) => b.customers - a.customers)
    .slice(0, MOST_TOLD)
    .map((cell) => {
      const from = titleOf(matrix.rows, cell.from);
      const base = matrix.rows.find(({ id }) => id === cell.from)?.customers ?? 0;
      const share =
        cell.share === null
          ? `of ${grouped(base)}`
          : `${percentOf(cell.customers, base)} of ${grouped(base)}`;
      const change = money === null ? '' : `, ${signedMoney(cell.change)} ${money.unit}`;
      return `${from} → ${titleOf(matrix.columns, cell.to)}: ${countOf(cell.customers, 'customer')} (${share})${change}${causesTold(measured, cell)}.`;
    });
}

/** `; cause: the definition (40), others moved (3)`; nothing where there is but one cause, or none of these. */
function causesTold(
  { caused, causes: known }: MeasuredMovement,
  { from, to, customers: all }: MatrixCell,
): string {
  if (known?.length === 1) return '';
  const causes = caused
    .filter((one) => one.from === from && one.to === to)
    .toSorted((a, b) => b.customers - a.customers)
    .map(({ cause, customers }) =>
      customers === all ? CAUSE_WORDS[cause] : `${CAUSE_WORDS[cause]} (${grouped(customers)})`,
    );
  return causes.length === 0 ? '' : `; cause: ${causes.join(', ')}`;
}

const count = (cells: readonly MatrixCell[]) => sum(cells.map(({ customers }) => customers));
const changeOf = (cells: readonly MatrixCell[]) => signedMoney(plus(cells.map(({ change }) => change)));

/** `+1,234`, `−5`, `0`: whole units of exact digits. */
export function signedMoney(change: string): string {
  const shown = moneyOf(change);
  return shown === '0' || shown.startsWith('\u2212') ? shown : `+${shown}`;
}
