import type { SchemaResult } from '../../../app/schema.ts';

export function schemaView({ schema, path, editorLine }: SchemaResult): string {
  if (path === null) return JSON.stringify(schema, null, 2);
  return `Wrote ${path}.\nEditors find it by this first line of a definition file:\n${editorLine}`;
}
