/** The ends of a 95 % interval around an estimate, in its unit. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}
