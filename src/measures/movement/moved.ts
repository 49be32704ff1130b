import { sum } from '../../numeric/sum.ts';
import { plus } from '../money-digits.ts';
import type { MatrixCell, TransitionMatrix } from './matrix.ts';
import { isOutside } from './states.ts';

/** Customers with their money, exact digits. */
export interface Counted {
  readonly customers: number;
  readonly money: string;
}

/** Who is elsewhere, of everybody who is a customer on one of the sides at least. */
export interface Moved {
  readonly moved: Counted;
  readonly of: Counted;
}

/** The money of somebody is that of the first side; of those who are no customers there, that of the last. */
export function movedIn({ cells }: TransitionMatrix): Moved {
  return { moved: counted(cells.filter(({ from, to }) => from !== to)), of: counted(cells) };
}

const counted = (cells: readonly MatrixCell[]): Counted => ({
  customers: sum(cells.map(({ customers }) => customers)),
  money: plus(cells.map(moneyOfCell)),
});

/** What the customers of a cell pay. */
export const moneyOfCell = ({ from, startMoney, endMoney }: MatrixCell): string =>
  isOutside(from) ? endMoney : startMoney;
