import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CalendarDate } from '../../src/base/calendar-date.ts';
import type { Finding } from '../../src/base/finding.ts';
import { testProject } from './project.ts';

/** The day that all tables are run for. */
export const AS_OF = '2026-06-30' as CalendarDate;

/** A row of a text's table: keys of a segment as YAML has them, and the customers that are in it, cells as in CSV. */
export interface SeedRow {
  readonly id: string;
  readonly stated?: string;
  readonly from?: number;
  readonly when?: string;
  readonly cells?: string | Readonly<Record<string, string>>;
  readonly takes: readonly string[];
}

/**
 * A table of a text as a segmentation over customers of one file. `columns` give type and basis, `integer
 * firmographic`, `attributes` an expression and its basis. `more` is further YAML, `files` what that reads,
 * `settings` are keys of the project. `told` and `overlaps` are what a run is to say.
 */
export interface SeedTable {
  readonly title: string;
  readonly id: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly attributes?: Readonly<Record<string, readonly [expression: string, basis: string]>>;
  readonly method: string;
  readonly rows: readonly SeedRow[];
  readonly fallback: SeedRow;
  readonly more?: string;
  readonly files?: (customers: readonly Customer[]) => Readonly<Record<string, string>>;
  readonly settings?: string;
  readonly told: readonly string[];
  readonly overlaps: readonly string[];
}

export interface Customer {
  readonly id: string;
  readonly cells: string;
}

/** What a run made of a table. */
export interface TableRun {
  /** Customers by segment, in the order of the file. */
  readonly placed: Placed;
  /** Findings without notes of missing values: `code severity data`. */
  readonly told: readonly string[];
  /** Customers a rule is true of that an earlier one took: `light < new 3`. */
  readonly overlaps: readonly string[];
  /** Customers by segment, of the other segmentations. */
  readonly others: Readonly<Record<string, Placed>>;
}

type Placed = Readonly<Record<string, readonly string[]>>;

/** Reads the table's YAML, places its customers on DuckDB and publishes. */
export async function runTable(table: SeedTable): Promise<TableRun> {
  const customers = [...table.rows, table.fallback]
    .flatMap(({ takes }) => takes)
    .map((cells, index): Customer => ({ id: `c${index}`, cells }));
  const columns = Object.keys(table.columns);
  const { clade, folder } = testProject({
    'clade.yaml': yamlOf(table),
    'customers.csv': [
      ['id', ...columns].join(','),
      ...customers.map(({ id, cells }) => (columns.length > 0 ? `${id},${cells}` : id)),
    ].join('\n'),
    ...table.files?.(customers),
  });
  const { value, findings } = await clade.run({ asOf: AS_OF });
  if (!value) throw new Error(findings.map(({ message }) => message).join('\n'));
  const places: Record<string, Placed> = {};
  for (const { segmentation } of value.segmentations) {
    await clade.export({ segmentation, to: 'out.csv' });
    const [, ...lines] = readFileSync(join(folder, 'out.csv'), 'utf8').trim().split('\n');
    const segmentOf = new Map(lines.map((line) => line.split(',').slice(0, 2) as [string, string]));
    places[segmentation] = bySegment(customers, ({ id }) => segmentOf.get(id) ?? 'nowhere');
  }
  const { [table.id]: placed = {}, ...others } = places;
  const own = value.segmentations.find(({ segmentation }) => segmentation === table.id);
  return {
    placed,
    others,
    told: findings.filter(({ code, severity }) => `${severity} ${code}` !== 'note value-missing').map(tell),
    overlaps: (own?.rules ?? []).flatMap(({ segment, swallowed }) =>
      swallowed.map((one) => `${segment} < ${one.by} ${one.customers}`),
    ),
  };
}

/** What a run of the table is to make of it; a row without customers has no segment here. */
export function expectedOf({ rows, fallback, told, overlaps }: SeedTable): Omit<TableRun, 'others'> {
  const filled = [...rows, fallback].filter(({ takes }) => takes.length > 0);
  return { placed: Object.fromEntries(filled.map(({ id, takes }) => [id, takes])), told, overlaps };
}

function bySegment(customers: readonly Customer[], segmentOf: (customer: Customer) => string): Placed {
  const segments: Record<string, string[]> = {};
  for (const customer of customers) (segments[segmentOf(customer)] ??= []).push(customer.cells);
  return segments;
}

/** The condition that so many of these answers are among those a customer gave; none given is unknown. */
export const gave = (least: number, ...answers: readonly string[]) =>
  `at_least(${least}, ${answers.map((answer) => `contains(answers, '${answer}')`).join(', ')})`;

function tell({ code, severity, data = {} }: Finding): string {
  const { segmentation: _, ...rest } = data;
  return [code, severity, ...Object.entries(rest).map(([name, value]) => `${name}=${value}`)].join(' ');
}

function yamlOf({ id, columns, attributes = {}, method, rows, fallback, more, settings }: SeedTable): string {
  const named = Object.entries(columns).map(([name, words]) => {
    const [type = 'text', basis = 'behavioural'] = words.split(' ');
    return { name, basis, type: type === 'money' ? '{ type: decimal, scale: 2 }' : type };
  });
  const segments = rows.map((row) => `  - ${JSON.stringify({ ...row, takes: undefined })}`);
  return [
    `kind: project\ntitle: Table\nprimary: ${id}`,
    settings ?? 'limits: { segments: { from: 1, to: 10 }, fallbackShare: 1, largestShare: 1 }',
    '---\nkind: source\nid: customers\nfile: customers.csv\nkey: id\nasOf: 2026-06-30\ncolumns:\n  id: text',
    ...named.map(({ name, type }) => `  ${name}: ${type}`),
    '---\n{ kind: entity, id: customer, source: customers, key: id }',
    ...named.map(
      ({ name, basis }) =>
        `---\n{ kind: attribute, id: ${name}, entity: customer, basis: ${basis}, from: customers.${name} }`,
    ),
    ...Object.entries(attributes).map(
      ([name, [value, basis]]) =>
        `---\n${JSON.stringify({ kind: 'attribute', id: name, entity: 'customer', basis, value })}`,
    ),
    `---\nkind: segmentation\nid: ${id}\nentity: customer\n${method}\nsegments:`,
    ...segments,
    `fallback: { id: ${fallback.id} }`,
    ...(more === undefined ? [] : [`---\n${more}`]),
    '',
  ].join('\n');
}
