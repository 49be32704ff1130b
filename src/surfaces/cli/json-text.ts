import type { Outcome } from '../../app/use-case.ts';

/** What `--json` prints, whatever happened: one object with `value` and `findings`, and `ages` where a result rests on a run. */
export function jsonText({ value, findings, ages }: Outcome<unknown>): string {
  return `${JSON.stringify({ value, findings, ages }, null, 2)}\n`;
}
