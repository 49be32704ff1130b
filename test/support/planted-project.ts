import type { Column } from '../../src/numeric/cluster/column.ts';
import { cellAt } from '../../src/numeric/cluster/column.ts';

export const PLANTED_DAY = '2026-06-30';

/** A project over columns of a generated table, one attribute each, named as given; money is the first of `money`. */
export function plantedProject(
  columns: readonly Column[],
  names: readonly string[],
  more = '',
): Readonly<Record<string, string>> {
  const rows = columns[0]?.values.length ?? 0;
  const types = columns.map(({ type }) =>
    type === 'numbers' ? 'double' : type === 'words' ? 'text' : 'boolean',
  );
  const lines = Array.from({ length: rows }, (_, row) =>
    [
      `c${String(row).padStart(6, '0')}`,
      (row % 7) + 0.5,
      ...columns.map((column) => cellAt(column, row) ?? ''),
    ].join(','),
  );
  return {
    'customers.csv': [`id,paid,${names.join(',')}`, ...lines].join('\n'),
    'clade.yaml': [
      'kind: project',
      'title: Planted',
      'currency: EUR',
      'timeZone: UTC',
      '---',
      'kind: source',
      'id: customers',
      'file: customers.csv',
      'key: id',
      `asOf: ${PLANTED_DAY}`,
      'columns:',
      '  id: text',
      '  paid: { type: decimal, scale: 2 }',
      ...names.map((name, at) => `  ${name}: ${types[at] ?? 'text'}`),
      '---',
      '{ kind: entity, id: customer, source: customers, key: id, money: paid }',
      '---',
      '{ kind: attribute, id: number, entity: customer, basis: firmographic, from: customers.id }',
      '---',
      '{ kind: attribute, id: paid, entity: customer, basis: value, sensitive: true, from: customers.paid }',
      ...names.flatMap((name) => [
        '---',
        `{ kind: attribute, id: ${name}, entity: customer, basis: behavioural, from: customers.${name} }`,
      ]),
      more,
      '---',
      'kind: segmentation',
      'id: halves',
      'entity: customer',
      'method: bands',
      'attribute: paid',
      'segments: [{ id: less, from: 0 }, { id: more, from: 3 }]',
      'fallback: { id: unknown }',
      '',
    ].join('\n'),
  };
}
