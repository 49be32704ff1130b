import type { Cell } from '../../src/numeric/cluster/column.ts';
import { cellAt } from '../../src/numeric/cluster/column.ts';
import type { Planted } from './planted/plant-segments.ts';
import { plantSegments } from './planted/plant-segments.ts';

/** What the planted columns are called, with their types in a file. */
export const LIKENESS_BASIS = {
  people: 'integer',
  spend: 'double',
  hours: 'double',
  visits: 'integer',
  plan: 'text',
  region: 'text',
} as const;

const SEGMENTS = `---
kind: segmentation
id: natural
title: Natural groups
entity: account
method: cluster
basis: [${Object.keys(LIKENESS_BASIS).join(', ')}]
segments: [{ id: one, title: Group one }, { id: two, title: Group two }, { id: three, title: Group three }]
fallback: { id: rest, title: Rest }
---
kind: segmentation
id: by_plan
title: By plan
entity: account
method: rules
segments: [{ id: first, when: "plan = 'level 0'" }]
fallback: { id: others }
`;

/** A project whose accounts come from three planted groups; `hours` is sensitive, and some values are missing. */
export function likenessProject(
  rows: number,
  {
    separation = 1.6,
    seed = 7,
    settings = '',
  }: { separation?: number; seed?: number; settings?: string } = {},
): { readonly files: Readonly<Record<string, string>>; readonly planted: Planted } {
  const planted = plantSegments({
    rows,
    seed,
    shares: [0.5, 0.3, 0.2],
    numeric: ['count', 'skewed', 'normal', 'count'],
    levels: [3, 5],
    separation,
    missing: 0.04,
  });
  return {
    planted,
    files: { 'clade.yaml': definitions(settings), 'accounts.csv': accountsCsv(planted, rows) },
  };
}

const attributes = Object.entries(LIKENESS_BASIS).map(
  ([name]) =>
    `---\n{ kind: attribute, id: ${name}, title: ${titled(name)}, entity: account, basis: behavioural, history: fixed, from: accounts.${name}${name === 'hours' ? ', sensitive: true' : ''} }`,
);

const definitions = (settings: string) => `kind: project
title: Planted groups
currency: EUR
timeZone: Europe/Berlin
primary: natural
${settings}
---
kind: source
id: accounts
file: accounts.csv
key: id
columns:
  id: text
${Object.entries(LIKENESS_BASIS)
  .map(([name, type]) => `  ${name}: ${type}`)
  .join('\n')}
---
{ kind: entity, id: account, source: accounts, key: id }
${attributes.join('\n')}
${SEGMENTS}`;

function titled(name: string): string {
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

export function accountsCsv({ columns }: Planted, rows: number): string {
  const cells = (row: number) => columns.map((column) => textOf(cellAt(column, row)));
  const lines = Array.from({ length: rows }, (_, row) => [`a${row}`, ...cells(row)].join(','));
  return [['id', ...Object.keys(LIKENESS_BASIS)].join(','), ...lines, ''].join('\n');
}

const textOf = (cell: Cell) => (cell === null ? '' : String(cell));
