import type { Pairs } from '../../src/numeric/cliffs-delta.ts';

/** Two groups pair by pair, as the definition has it. */
export function pairsOf(first: readonly number[], second: readonly number[]): Pairs {
  const own = (a: number, others: readonly number[]) =>
    others.reduce((sum, b) => sum + (a > b ? 2n : a === b ? 1n : 0n), 0n);
  const [wins, losses] = [first.map((a) => own(a, second)), second.map((b) => own(b, first))];
  const sum = (values: readonly bigint[]) => values.reduce((all, value) => all + value, 0n);
  return {
    first: first.length,
    second: second.length,
    doubleWins: sum(wins),
    firstSquares: sum(wins.map((each) => each * each)),
    secondSquares: sum(losses.map((each) => each * each)),
  };
}
