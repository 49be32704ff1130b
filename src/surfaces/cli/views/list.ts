import type { ListedDefinition } from '../../../app/list.ts';
import { printTable, tableColumns } from '../table.ts';

export function listView(definitions: readonly ListedDefinition[]): string {
  const rows = definitions.map(({ kind, id, of, title, place }) => [kind, id, of ?? '', title, place]);
  return printTable(tableColumns('kind', 'id', 'of', 'title', 'file'), rows);
}
