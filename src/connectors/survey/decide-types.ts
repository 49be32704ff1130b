import type { DateOrder } from '../../definitions/project.ts';
import type { SurveyType } from '../../drafting/survey.ts';
import type { ColumnShapes } from './column-shapes.ts';

/** How a file writes numbers and days, as far as its values say. */
export interface DecidedConventions {
  readonly decimalMark: '.' | ',';
  readonly dateOrder: DateOrder;
  readonly isOrderOpen: boolean;
  readonly missing: readonly string[];
}

export interface DecidedType {
  readonly type: SurveyType;
  readonly scale: number;
}

/** A column is of a type when so many of its values are. */
const NEARLY_ALL = 0.98;

/** Whichever mark and order read more values; where both do alike, what goes with the separator, and it is open. */
export function decideConventions(columns: readonly ColumnShapes[], separator: string): DecidedConventions {
  const sum = (count: (one: ColumnShapes) => number) => columns.reduce((total, one) => total + count(one), 0);
  const dated = columns.filter(isDated);
  const [points, commas] = [sum((one) => one.decimal['.']), sum((one) => one.decimal[','])];
  const decimalMark = commas > points || (commas === points && separator === ';') ? ',' : '.';
  const order = (name: DateOrder) => dated.reduce((total, one) => total + one.date[name], 0);
  const [yearFirst, dayFirst, monthFirst] = [order('YMD'), order('DMY'), order('MDY')];
  const isYearFirst = yearFirst >= Math.max(dayFirst, monthFirst);
  const isOrderOpen = !isYearFirst && dayFirst === monthFirst;
  const dateOrder = isYearFirst ? 'YMD' : monthFirst > dayFirst ? 'MDY' : 'DMY';
  return { decimalMark, dateOrder, isOrderOpen, missing: wordsForNothing(columns, decimalMark, dateOrder) };
}

/** The type nearly all values of a column have; text where none is. */
export function decideType(
  shapes: ColumnShapes,
  { decimalMark, dateOrder, missing }: Pick<DecidedConventions, 'decimalMark' | 'dateOrder' | 'missing'>,
): DecidedType {
  const words = shapes.nothing.filter(({ value }) => missing.includes(value));
  const filled = shapes.filled - words.reduce((total, { rows }) => total + rows, 0);
  const isNearlyAll = (count: number) => filled > 0 && count >= filled * NEARLY_ALL;
  if (filled > 0 && shapes.boolean === filled && (shapes.bits === 0 || shapes.bits === filled))
    return { type: 'boolean', scale: 0 };
  if (isNearlyAll(shapes.date[dateOrder])) return { type: 'date', scale: 0 };
  if (shapes.zeroLed > 0) return { type: 'text', scale: 0 };
  if (isNearlyAll(shapes.integer[decimalMark])) return { type: 'integer', scale: 0 };
  if (isNearlyAll(shapes.decimal[decimalMark]))
    return { type: 'decimal', scale: Math.max(1, shapes.digits[decimalMark]) };
  return { type: 'text', scale: 0 };
}

const isDated = ({ filled, date }: ColumnShapes) =>
  filled > 0 && Math.max(date.YMD, date.DMY, date.MDY) >= filled * NEARLY_ALL * 0.8;

/** Words for nothing in columns that are otherwise numbers or days; a source reads them as missing everywhere. */
function wordsForNothing(
  columns: readonly ColumnShapes[],
  decimalMark: '.' | ',',
  dateOrder: DateOrder,
): readonly string[] {
  const found = columns.flatMap((one) => {
    const rest = one.filled - one.nothing.reduce((total, { rows }) => total + rows, 0);
    const typed = Math.max(one.decimal[decimalMark], one.date[dateOrder]);
    return rest > 0 && typed >= rest * NEARLY_ALL ? one.nothing.map(({ value }) => value) : [];
  });
  return [...new Set(found)];
}
