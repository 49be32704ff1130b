import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { Cell, Column } from '../../numeric/cluster/column.ts';
import type { Expression } from '../../sql/expression.ts';
import { formatType, isNumeric } from '../../sql/value-type.ts';
import type { LearningRow, MethodScope } from '../method.ts';

/** A value customers are compared by, called as it is written. */
export interface BasisValue {
  readonly name: string;
  readonly expression: Expression;
}

/** Reads the basis of a definition; what cannot be compared is told. */
export function readBasis(
  texts: readonly string[],
  scope: MethodScope,
  tell: (finding: Finding) => void,
): readonly BasisValue[] {
  return texts.flatMap((text, index) => {
    const path = ['basis', index];
    if (texts.indexOf(text) < index) {
      tell(repeated(text, scope, path));
      return [];
    }
    const { written, findings } = scope.value(path, text);
    findings.forEach(tell);
    if (!written) return [];
    const { type } = written.expression;
    if (isNumeric(type) || type.kind === 'text' || type.kind === 'boolean')
      return [{ name: text, expression: written.expression }];
    tell(
      error(
        'cluster-type',
        `\`${text}\` is a ${formatType(type)}; a basis is numbers, words and yes or no.`,
        {
          place: scope.placeOf(path),
          hint: 'Of a date use the days since, such as `days_between(signup, as_of)`.',
        },
      ),
    );
    return [];
  });
}

function repeated(text: string, scope: MethodScope, path: readonly (string | number)[]): Finding {
  return error('cluster-repeated', `\`${text}\` is in the basis twice.`, {
    place: scope.placeOf(path),
    hint: 'What counts twice has two votes; give it a `weight` under `typing` if that is meant.',
  });
}

/** Name of the column a value of the basis is read in. */
export const basisColumn = (index: number): string => `basis__${index}`;

/** Rows as an engine gives them, as columns: decimals and long integers become the nearest double. */
export function columnsOfRows(basis: readonly BasisValue[], rows: readonly LearningRow[]): readonly Column[] {
  return basis.map((value, index) =>
    columnOf(
      value,
      rows.map((row) => row[basisColumn(index)] ?? null),
    ),
  );
}

/** Cells of one value as a column of its kind: numbers, words or flags. */
export function columnOf({ name, expression }: BasisValue, cells: readonly Cell[]): Column {
  const { kind } = expression.type;
  return columnOfCells(name, kind === 'text' ? 'words' : kind === 'boolean' ? 'flags' : 'numbers', cells);
}

/** The same for a column whose kind is known. */
export function columnOfCells(name: string, type: Column['type'], cells: readonly Cell[]): Column {
  const known = <Value>(read: (cell: NonNullable<Cell>) => Value) =>
    cells.map((cell) => (cell === null ? null : read(cell)));
  switch (type) {
    case 'words':
      return { name, type, values: known(String) };
    case 'flags':
      return { name, type, values: known((cell) => cell === true) };
    case 'numbers':
      return { name, type, values: known(Number) };
  }
}
