import type { Expression, NamedExpression } from './expression.ts';
import type { ValueType } from './value-type.ts';

export interface Column {
  readonly name: string;
  readonly type: ValueType;
}

/**
 * What a statement reads: a table, or a select over another relation. A select sees only the columns of its
 * `from`, so a chain of selects is a chain of strata and never an alias of an alias.
 */
export type Relation =
  | {
      readonly kind: 'table';
      /** Qualified by its schema where it has one: `['clade', 'assignments']`. */
      readonly name: readonly string[];
      readonly columns: readonly Column[];
    }
  | {
      readonly kind: 'select';
      readonly from: Relation;
      /** Keeps every column of `from` before its own. */
      readonly keep: boolean;
      readonly columns: readonly NamedExpression[];
      readonly where: Expression | null;
      readonly groupBy: readonly Expression[];
      readonly orderBy: readonly { readonly expression: Expression; readonly descending: boolean }[];
      readonly limit: number | null;
    }
  | {
      /** Every row of `from` with columns of the one row of each joined relation that has its keys, or NULLs. */
      readonly kind: 'left-join';
      readonly from: Relation;
      readonly joins: readonly {
        readonly relation: Relation;
        readonly on: readonly { readonly left: string; readonly right: string }[];
        /** Columns taken from the joined relation, under new names. */
        readonly take: readonly { readonly column: string; readonly as: string }[];
      }[];
    }
  | {
      /** Of rows with the same values of `by`, the one with the greatest `order`. */
      readonly kind: 'newest';
      readonly from: Relation;
      readonly by: readonly string[];
      readonly order: string;
    }
  | { readonly kind: 'union'; readonly relations: readonly Relation[] };

/** What is joined to every row, and under which names. */
export type Join = Extract<Relation, { readonly kind: 'left-join' }>['joins'][number];

export function table(name: readonly string[], columns: readonly Column[]): Relation {
  return { kind: 'table', name, columns };
}

interface SelectParts {
  readonly keep?: boolean;
  readonly where?: Expression | null;
  readonly groupBy?: readonly Expression[];
  readonly orderBy?: readonly { readonly expression: Expression; readonly descending: boolean }[];
  readonly limit?: number | null;
}

export function select(
  from: Relation,
  columns: readonly NamedExpression[],
  parts: SelectParts = {},
): Relation {
  return {
    kind: 'select',
    from,
    columns,
    keep: parts.keep ?? false,
    where: parts.where ?? null,
    groupBy: parts.groupBy ?? [],
    orderBy: parts.orderBy ?? [],
    limit: parts.limit ?? null,
  };
}

/** `from` with more columns, each an expression over what `from` already has. */
export function extend(from: Relation, columns: readonly NamedExpression[]): Relation {
  return columns.length === 0 ? from : select(from, columns, { keep: true });
}

/** Columns of the result, in order. */
export function columnsOf(relation: Relation): readonly Column[] {
  switch (relation.kind) {
    case 'table':
      return relation.columns;
    case 'select': {
      const own = relation.columns.map(({ name, expression }) => ({ name, type: expression.type }));
      return relation.keep ? [...columnsOf(relation.from), ...own] : own;
    }
    case 'left-join':
      return [
        ...columnsOf(relation.from),
        ...relation.joins.flatMap((join) =>
          join.take.map(({ column, as }) => {
            const taken = columnsOf(join.relation).find((candidate) => candidate.name === column);
            if (!taken) throw new Error(`no column ${column} in the joined relation`);
            return { name: as, type: taken.type };
          }),
        ),
      ];
    case 'newest':
      return columnsOf(relation.from);
    case 'union':
      return relation.relations[0] ? columnsOf(relation.relations[0]) : [];
  }
}
