import { coder } from '../../numeric/cluster/code-book.ts';
import { encodeTable } from '../../numeric/cluster/coded-table.ts';
import { explainRow } from '../../numeric/cluster/explain-row.ts';
import type { FrozenMixture } from '../../numeric/cluster/frozen-mixture.ts';
import { scoreTables } from '../../numeric/cluster/frozen-mixture.ts';
import { placeRows } from '../../numeric/cluster/place-rows.ts';
import type { BasisValue } from './basis.ts';
import { columnOf } from './basis.ts';
import type { ComparedRow, LikenessModel } from './likeness-model.ts';
import { movingChanges } from './nearest-change.ts';
import type { ClusterParameters } from './parameters.ts';
import { valueOfCode } from './value-of-code.ts';

/** A learned mixture in process: the same codes, sums and softmax as the expressions of `likenessOf`. */
export function mixtureModel(
  { mixture: kept, segments, learnedFrom }: ClusterParameters,
  basis: readonly BasisValue[],
): LikenessModel {
  const mixture = kept as FrozenMixture;
  const { books } = mixture;
  const tables = scoreTables(mixture);
  const columnsOf = (row: ComparedRow) => basis.map((value) => columnOf(value, [row[value.name] ?? null]));
  const codesOf = (row: ComparedRow) => encodeTable(columnsOf(row), books).codes;
  const placeOf = (row: ComparedRow) => placeRows(tables, encodeTable(columnsOf(row), books)).segment[0] ?? 0;
  return {
    values: basis.map(({ name, expression }) => ({
      name,
      expression,
      book: books.find((book) => book.name === name) ?? null,
    })),
    segments,
    learnedFrom,
    place: (columns) => placeRows(tables, encodeTable(columns, books)),
    reasons: (row) => explainRow(tables, codesOf(row)),
    nearestChange(row) {
      const now = placeOf(row);
      for (const { column, code, distance } of movingChanges(mixture, tables, codesOf(row))) {
        const book = books[column];
        const value = basis.find(({ name }) => name === book?.name);
        if (!book || !value) continue;
        const to = valueOfCode(book, code, value.expression.type);
        if (to === null || coder(book)(to) !== code) continue;
        const segment = placeOf({ ...row, [value.name]: to });
        const from = row[value.name] ?? null;
        if (segment !== now)
          return { value: value.name, from, to, segment: segments[segment] ?? '', distance };
      }
      return null;
    },
  };
}
