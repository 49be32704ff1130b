import type { ColumnSurvey } from '../survey.ts';

/** Headers of the four statistics of a purchase history, as papers and packages write them. */
const HEADERS: Readonly<Record<string, RegExp>> = {
  repeat_orders: /^(?:frequency|x)$/i,
  time_to_last_order: /^(?:recency|t[._]?x)$/i,
  time_as_customer: /^T(?:[._]?cal)?$/,
  mean_order_value: /^(?:monetary(?:[._]?value)?|z[._]?bar|m[._]?x)$/i,
};

/**
 * Columns that together summarise a history of purchases: repeat orders, time to the last one, time as a customer
 * and mean value, in one unit of time (Fader, Hardie and Lee 2005). Alone, such headers mean many things.
 */
export function purchaseSummary(columns: readonly ColumnSurvey[]): ReadonlyMap<ColumnSurvey, string> {
  const found = Object.entries(HEADERS).flatMap(([concept, header]) =>
    columns
      .filter(
        (column) => header.test(column.header) && (column.type === 'integer' || column.type === 'decimal'),
      )
      .map((column) => [column, concept] as const),
  );
  const concepts = new Set(found.map(([, concept]) => concept));
  const isWhole = ['repeat_orders', 'time_to_last_order', 'time_as_customer'].every((concept) =>
    concepts.has(concept),
  );
  return new Map(isWhole ? found : []);
}
