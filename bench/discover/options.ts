/** What is measured: tables of so many rows, how often a time, how many seeds, tables without groups, and processes at once. */
export interface DiscoverBench {
  readonly rows: readonly number[];
  readonly rounds: number;
  readonly seeds: number;
  readonly noise: number;
  readonly jobs: number;
}
