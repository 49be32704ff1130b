import type { QualityMeasure } from './quality-measure.ts';

export const rowsWithin: QualityMeasure<'rows-within'> = {
  kind: 'rows-within',
  summary: 'Rows loaded, against those of the last published run.',
  counts: () => [],
  apart: () => null,
  judge: ({ share }, { source: { id } }, _, { rowsLoaded, lastRows }) => {
    if (lastRows === null)
      return { isMet: true, says: `\`${id}\` was not loaded before`, failed: 0, base: 0 };
    const isMet = Math.abs(rowsLoaded - lastRows) <= share * lastRows;
    const limit = Number((100 * share).toPrecision(12));
    const says = `\`${id}\` has ${rowsLoaded} rows and had ${lastRows} in the last published run; ${limit} % more or less is allowed`;
    return { isMet, says, failed: isMet ? 0 : 1, base: 1 };
  },
};
