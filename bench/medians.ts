import { printColumns } from './print-columns.ts';

/** The middle of several measurements; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}

/** A promise about speed: how many times as long as something else Clade may take. */
export interface Promised {
  readonly what: string;
  readonly against: string;
  /** Milliseconds of every run, in the order they were made. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  readonly limit: number;
}

export const ratioOf = ({ ours, theirs }: Promised): number => median(ours) / median(theirs);

/**
 * Prints one line a promise and sets the exit code to 1 where one is not kept, unless CLADE_BENCH=tell: a machine
 * that others use at the same time can tell a ratio and not judge by it.
 */
export function judge(promises: readonly Promised[]): void {
  const cells = promises.map((promised) => [
    promised.what,
    milliseconds(promised.ours),
    promised.against,
    milliseconds(promised.theirs),
    `${ratioOf(promised).toFixed(2)} x`,
    `${promised.limit} x`,
    isKept(promised) ? 'PASS' : 'FAIL',
  ]);
  printColumns([['what', 'median', 'against', 'median', 'ratio', 'limit', ''], ...cells]);
  if (!promises.every(isKept) && process.env['CLADE_BENCH'] !== 'tell') process.exitCode = 1;
}

const isKept = (promised: Promised) => ratioOf(promised) <= promised.limit;
const milliseconds = (runs: readonly number[]) => `${median(runs).toFixed(0)} ms`;
