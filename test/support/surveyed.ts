import type { ColumnSurvey } from '../../src/drafting/survey.ts';
import { STEPS } from '../../src/drafting/survey.ts';
import { idOf } from '../../src/drafting/words.ts';

/** A column as a look at a file would tell it; what is not said is unremarkable. */
export function surveyedColumn(
  given: Partial<ColumnSurvey> & Pick<ColumnSurvey, 'header' | 'type'>,
): ColumnSurvey {
  const { filled = 100, distinct = 10, least = '0', most = '100' } = given;
  return {
    ...{ name: idOf(given.header, 'column'), scale: given.type === 'decimal' ? 2 : 0, unreadable: 0 },
    ...{ filled, distinct, least, most, twentieths: [], values: [] },
    ...given,
  };
}

/** A numeric column of these values. */
export function surveyedNumbers(header: string, values: readonly number[], isListed = false): ColumnSurvey {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => String(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
  const counts = new Map<number, number>();
  for (const value of sorted) counts.set(value, (counts.get(value) ?? 0) + 1);
  return surveyedColumn({
    ...{ header, type: sorted.every(Number.isInteger) ? 'integer' : 'decimal' },
    ...{ filled: sorted.length, distinct: counts.size, least: at(0), most: at(1) },
    twentieths: Array.from({ length: STEPS + 1 }, (_, step) => at(step / STEPS)),
    values: isListed ? [...counts].map(([value, rows]) => ({ value: String(value), rows })) : [],
  });
}
