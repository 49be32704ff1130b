import type { Outcome } from '../../app/use-case.ts';

/** What `--json` prints, whatever happened: one object with `value` and `findings`. */
export function jsonText({ value, findings }: Outcome<unknown>): string {
  return `${JSON.stringify({ value, findings }, null, 2)}\n`;
}
