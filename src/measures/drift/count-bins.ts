import type { Expression } from '../../sql/expression.ts';
import { aggregate, column, compare, double, text } from '../../sql/expression.ts';
import { exactNumber } from '../../sql/exact-number.ts';
import { castTo, exactLiteral } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { INTEGER } from '../../sql/value-type.ts';
import type { ProfiledField } from '../profile/profiled-fields.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { Bin } from './bin.ts';

/** An attribute and the bins its customers are counted in. */
export interface BinnedField {
  readonly field: ProfiledField;
  readonly bins: readonly Bin[];
}

/** One row over the customers of a day, in one scan: how many there are, and for each bin those at or above its edge, or in it. */
export function binCountsRelation(customers: Relation, fields: readonly BinnedField[]): Relation {
  const narrow = select(
    customers,
    fields.map(({ field }, index) => ({ name: `value_${index}`, expression: field.value })),
  );
  return select(narrow, [
    { name: 'customers', expression: aggregate('count', null, INTEGER) },
    ...fields.flatMap(({ field, bins }, index) => {
      const value = column(`value_${index}`, field.value.type);
      return [
        { name: `known_${index}`, expression: aggregate('count', value, INTEGER) },
        ...bins.flatMap((bin, at) => {
          const where = conditionOf(bin, value);
          return where
            ? [{ name: `bin_${index}_${at}`, expression: aggregate('count', null, INTEGER, where) }]
            : [];
        }),
      ];
    }),
  ]);
}

/** Null where the count follows from the others. */
function conditionOf(bin: Bin, value: Expression): Expression | null {
  if (bin.kind === 'value') return compare(value, '=', text(bin.value));
  if (bin.kind === 'from' && bin.edge !== null)
    return compare(value, '>=', edgeLiteral(bin.edge, value.type));
  return null;
}

function edgeLiteral(digits: string, type: ValueType): Expression {
  if (type.kind === 'double') return double(Number(digits));
  const literal = exactLiteral(exactNumber(digits));
  if (!literal) throw new Error(`an edge of ${digits.length} digits`);
  return castTo(literal, type);
}

/** Reads the row of {@link binCountsRelation}: customers of each bin of each field, which add up to all of them. */
export function readBinCounts(
  row: MeasuredRow,
  fields: readonly BinnedField[],
): readonly (readonly number[])[] {
  const customers = Number(row['customers'] ?? 0);
  return fields.map(({ bins }, index) => {
    const known = Number(row[`known_${index}`] ?? 0);
    const counted = (at: number) => Number(row[`bin_${index}_${at}`] ?? 0);
    const atOrAbove = (at: number) => {
      const bin = bins[at];
      if (bin?.kind !== 'from') return 0;
      return bin.edge === null ? known : counted(at);
    };
    const named = bins.reduce((sum, bin, at) => sum + (bin.kind === 'value' ? counted(at) : 0), 0);
    return bins.map((bin, at) => {
      switch (bin.kind) {
        case 'missing':
          return customers - known;
        case 'from':
          return atOrAbove(at) - atOrAbove(at + 1);
        case 'value':
          return counted(at);
        case 'other':
          return known - named;
      }
    });
  });
}
