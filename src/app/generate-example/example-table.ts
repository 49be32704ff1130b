import { dateOfDayNumber } from '../../base/calendar-date.ts';
import type { AccountStory } from './story.ts';

/** Null is written as nothing between the commas. */
export type ExampleCell = string | number | boolean | null;
export type ExampleRow = readonly ExampleCell[];

/** A file of the example: its head as data, and its rows as told by one account after another. */
export interface ExampleTable {
  /** Name of the file without its ending. */
  readonly name: string;
  readonly columns: readonly string[];
  /** The column that names a row, or null where several columns do together. */
  readonly id: string | null;
  /** The column whose day is spoiled in a dirty row. */
  readonly day: string;
  /** Cells in the order of `columns`. */
  rows(story: AccountStory): Iterable<ExampleRow>;
}

const texts = new Map<number, string>();

/** `YYYY-MM-DD` of a day number, remembered: a million rows share a few thousand days. */
export function dayText(day: number): string {
  let text = texts.get(day);
  if (text === undefined) texts.set(day, (text = dateOfDayNumber(day)));
  return text;
}

export function dayTextOrNull(day: number | null): string | null {
  return day === null ? null : dayText(day);
}
