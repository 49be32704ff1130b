import { qualified } from './dialects/standard.ts';
import type { NamedExpression } from './expression.ts';
import { column } from './expression.ts';
import { indent, joined } from './layout.ts';
import type { Printing } from './print-expression.ts';
import { printExpression } from './print-expression.ts';
import type { Relation } from './relation.ts';
import { columnsOf, select } from './relation.ts';

type RelationOf<Kind extends Relation['kind']> = Extract<Relation, { readonly kind: Kind }>;

/** A relation as a select that stands by itself. */
export function printRows(relation: Relation, printing: Printing): string {
  switch (relation.kind) {
    case 'table':
      return printSelect(
        { ...EVERYTHING, from: relation, columns: columnsOf(relation).map(itself) },
        printing,
      );
    case 'select':
      return printSelect(relation, printing);
    case 'left-join':
      return printJoin(relation, printing);
    case 'newest':
      return printNewest(relation, printing);
    case 'union':
      return relation.relations.map((part) => printPart(part, printing)).join('\nunion all\n');
  }
}

/**
 * The same with every column of exactly its type. Inside a statement an engine may know a truth as a small number, and a
 * whole number as a smaller one; a cast of each would be made for every row of every layer.
 */
export function printResult(relation: Relation, printing: Printing): string {
  const { selected, quoteName } = printing.dialect;
  const loose = columnsOf(relation).filter(
    ({ name, type }) => isCalculated(name, relation) && selected(quoteName(name), type) !== quoteName(name),
  );
  if (loose.length === 0) return printRows(relation, printing);
  if (relation.kind !== 'select')
    return printResult(select(relation, columnsOf(relation).map(itself)), printing);
  const own = relation.keep ? columnsOf(relation.from).map(itself) : [];
  const isLoose = new Set(loose.map(({ name }) => name));
  const asTyped = (named: NamedExpression) => {
    if (!isLoose.has(named.name)) return printColumn(named, printing);
    const { name, expression } = named;
    return `${selected(printExpression(expression, printing), expression.type)} as ${quoteName(name)}`;
  };
  return printSelect({ ...relation, keep: false }, printing, [...own, ...relation.columns].map(asTyped));
}

/** Whether a column comes of an expression, in whatever layer, and not as it stands in a table. */
function isCalculated(name: string, relation: Relation): boolean {
  switch (relation.kind) {
    case 'table':
      return false;
    case 'select': {
      const own = relation.columns.find((column) => column.name === name)?.expression;
      if (own && own.kind !== 'column') return true;
      return isCalculated(own?.name ?? name, relation.from);
    }
    case 'left-join': {
      for (const join of relation.joins)
        for (const { column: from, as } of join.take)
          if (as === name) return isCalculated(from, join.relation);
      return isCalculated(name, relation.from);
    }
    case 'newest':
      return isCalculated(name, relation.from);
    case 'union':
      return relation.relations.some((part) => {
        const index = columnsOf(relation).findIndex((column) => column.name === name);
        return isCalculated(columnsOf(part)[index]?.name ?? name, part);
      });
  }
}

/** A relation as it stands after `from`: a table's name, or a select in brackets. */
export function printFrom(relation: Relation, printing: Printing): string {
  if (relation.kind === 'table') return qualified(relation.name, printing.dialect);
  return `(\n  ${indent(printRows(relation, printing))}\n)`;
}

/** A select of a union; what orders and limits it would otherwise be read as the union's. */
function printPart(part: Relation, printing: Printing): string {
  const ends = part.kind === 'select' && (part.orderBy.length > 0 || part.limit !== null);
  return ends ? `select *\nfrom ${printFrom(part, printing)}` : printRows(part, printing);
}

const EVERYTHING = {
  kind: 'select',
  keep: false,
  where: null,
  groupBy: [],
  orderBy: [],
  limit: null,
} as const;

function itself({ name, type }: ReturnType<typeof columnsOf>[number]): NamedExpression {
  return { name, expression: column(name, type) };
}

function printSelect(
  select: RelationOf<'select'>,
  printing: Printing,
  columns = select.columns.map((named) => printColumn(named, printing)),
): string {
  const print = (expression: NamedExpression['expression']) => printExpression(expression, printing);
  const selected = [...(select.keep ? ['*'] : []), ...columns];
  const order = select.orderBy.map(
    ({ expression, descending }) => `${print(expression)}${descending ? ' desc' : ''} nulls last`,
  );
  return [
    selected.length === 1 && selected[0]
      ? `select ${selected[0]}`
      : `select\n  ${selected.map(indent).join(',\n  ')}`,
    `from ${printFrom(select.from, printing)}`,
    ...(select.where ? [`where ${indent(print(select.where))}`] : []),
    ...(select.groupBy.length > 0 ? [`group by ${select.groupBy.map(print).join(', ')}`] : []),
    ...(order.length > 0 ? [`order by ${order.join(', ')}`] : []),
    ...(select.limit === null ? [] : [`limit ${select.limit}`]),
  ].join('\n');
}

function printColumn({ name, expression }: NamedExpression, printing: Printing): string {
  const text = printExpression(expression, printing);
  const isItself = expression.kind === 'column' && expression.name === name;
  return isItself ? text : `${text} as ${printing.dialect.quoteName(name)}`;
}

function printNewest({ from, by, order }: RelationOf<'newest'>, printing: Printing): string {
  const quote = printing.dialect.quoteName;
  const over = `partition by ${by.map(quote).join(', ')} order by ${quote(order)} desc`;
  return [
    printRows(select(from, columnsOf(from).map(itself)), printing),
    `qualify row_number() over (${over}) = 1`,
  ].join('\n');
}

function printJoin({ from, joins }: RelationOf<'left-join'>, printing: Printing): string {
  const quote = printing.dialect.quoteName;
  const side = (index: number) => quote(`j${index + 1}`);
  const taken = joins.flatMap(({ take }, index) =>
    take.map((each) => `${side(index)}.${quote(each.column)} as ${quote(each.as)}`),
  );
  const own = columnsOf(from).map(({ name }) => `"b".${quote(name)} as ${quote(name)}`);
  const lines = joins.map(({ relation, on }, index) => {
    const keys = joined(
      on.map(({ left, right }) => `"b".${quote(left)} = ${side(index)}.${quote(right)}`),
      'and',
    );
    return `left join ${printFrom(relation, printing)} as ${side(index)} on ${keys}`;
  });
  return [
    `select\n  ${[...own, ...taken].join(',\n  ')}`,
    `from ${printFrom(from, printing)} as "b"`,
    ...lines,
  ].join('\n');
}
