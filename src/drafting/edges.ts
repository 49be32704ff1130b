import type { ColumnSurvey } from './survey.ts';
import { STEPS } from './survey.ts';

/** First digits of numbers people like to read. */
const DIGITS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
/** A band of fewer customers is no group. */
const LEAST_SHARE = 0.02;

/** The readable number nearest to a value by proportion: 1,000 for 1,083, 25 for 23.7. */
export function readable(value: number, isWhole: boolean): number {
  if (value === 0) return 0;
  if (value < 0) return -readable(-value, isWhole);
  if (isWhole && value < 10) return Math.round(value);
  const power = 10 ** Math.floor(Math.log10(value));
  const near = (a: number, b: number) =>
    Math.abs(Math.log(a * power) - Math.log(value)) < Math.abs(Math.log(b * power) - Math.log(value)) ? a : b;
  const found = DIGITS.reduce(near) * power;
  return isWhole ? Math.round(found) : Number(found.toPrecision(3));
}

/** Two digits where one would make two edges the same. */
const twoDigits = (value: number, isWhole: boolean) =>
  isWhole ? Math.round(Number(value.toPrecision(2))) : Number(value.toPrecision(2));

/** The share of known values below an edge: exact where all values are listed, else between twentieths. */
export function shareBelow({ values, filled, twentieths }: ColumnSurvey, edge: number): number {
  if (values.length > 0) {
    const below = values.filter(({ value }) => Number(value) < edge);
    return below.reduce((sum, { rows }) => sum + rows, 0) / Math.max(1, filled);
  }
  const steps = twentieths.map(Number);
  const above = steps.findIndex((step) => step >= edge);
  if (above <= 0) return above === 0 ? 0 : 1;
  const [low = 0, high = 0] = [steps[above - 1], steps[above]];
  return (above - 1 + (high > low ? (edge - low) / (high - low) : 0)) / STEPS;
}

/** Readable edges near the values below which these shares of customers lie, each band worth having. */
export function edgesAt(survey: ColumnSurvey, shares: readonly number[]): readonly number[] {
  const values = shares.map((share) => Number(survey.twentieths[Math.round(share * STEPS)] ?? 0));
  const isWhole = survey.type === 'integer';
  const near = values.map((value) => readable(value, isWhole));
  const isOneOfTwo = new Set(near).size < new Set(values).size;
  return worthwhile(survey, isOneOfTwo ? values.map((value) => twoDigits(value, isWhole)) : near);
}

/** Of the edges people know (a year, 90 days), the most telling first, those that leave bands worth having. */
export function edgesAmong(survey: ColumnSurvey, known: readonly number[], most: number): readonly number[] {
  let taken: readonly number[] = [];
  for (const edge of known) {
    const all = [...taken, edge].toSorted((a, b) => a - b);
    if (taken.length < most && worthwhile(survey, all).length === all.length) taken = all;
  }
  return taken;
}

export function shareBetween(survey: ColumnSurvey, from: number | null, to: number | null): number {
  return (to === null ? 1 : shareBelow(survey, to)) - (from === null ? 0 : shareBelow(survey, from));
}

/** Ascending edges, each with enough customers between it and its neighbours. */
function worthwhile(survey: ColumnSurvey, edges: readonly number[]): readonly number[] {
  const ascending = [...new Set(edges)].toSorted((a, b) => a - b);
  const kept: number[] = [];
  for (const edge of ascending) {
    const isWorthIt = shareBetween(survey, kept.at(-1) ?? null, edge) >= LEAST_SHARE;
    if (isWorthIt && 1 - shareBelow(survey, edge) >= LEAST_SHARE) kept.push(edge);
  }
  return kept.filter((edge) => edge > Number(survey.least) && edge <= Number(survey.most));
}
