import { addExact, exactNumber, formatExact } from '../sql/exact-number.ts';

/** The exact sum of amounts given as digits, with six after the point; of none it is zero. */
export function plus(all: readonly string[]): string {
  return formatExact(all.map(exactNumber).reduce(addExact, { unscaled: 0n, scale: 6 }));
}

/** `left` − `right`, exact. */
export function minus(left: string, right: string): string {
  return plus([left, right.startsWith('-') ? right.slice(1) : `-${right}`]);
}
