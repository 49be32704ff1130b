import { printColumns } from './print-columns.ts';

/**
 * A promise and what came of it, as one line of a table. Where `CLADE_BENCH=tell` only what is exact is judged: times and memory
 * depend on the machine, and what few seeds say is no promise.
 */
export interface Outcome {
  readonly what: string;
  readonly measured: string;
  /** What was promised, in words; null where a number is told and nothing was promised. */
  readonly promised: string | null;
  readonly isKept: boolean;
  /** Holds on any machine, whatever the size. */
  readonly isExact: boolean;
}

/** Prints one line an outcome and sets the exit code to 1 where a promise is broken. */
export function tellOutcomes(outcomes: readonly Outcome[]): void {
  const cells = outcomes.map(({ what, measured, promised, isKept }) => [
    what,
    measured,
    promised ?? '',
    promised === null ? '' : isKept ? 'PASS' : 'FAIL',
  ]);
  printColumns([['what', 'measured', 'promised', ''], ...cells]);
  const onlyTold = process.env['CLADE_BENCH'] === 'tell';
  const isBroken = ({ promised, isKept, isExact }: Outcome) =>
    promised !== null && !isKept && (isExact || !onlyTold);
  if (outcomes.some(isBroken)) process.exitCode = 1;
}
