import { renameSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import * as z from 'zod';
import { definitionJsonSchema, kindJsonSchema } from '../definitions/json-schema.ts';
import { kindIds } from '../definitions/kinds/index.ts';
import { folderFault } from './steps/folder-fault.ts';
import type { Outcome } from './use-case.ts';
import { defineUseCase, found } from './use-case.ts';

/** A schema, and the file it was written to; null where it was only asked for. */
export interface SchemaResult {
  /** JSON Schema, draft 2020-12. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly path: string | null;
  /** First line of a definition file beside it, by which editors find it. */
  readonly editorLine: string | null;
}

export const schema = defineUseCase({
  name: 'schema',
  summary: 'Write the JSON Schema of definition files, by which editors complete and check them',
  effect: 'reads',
  input: z.object({
    kind: z
      .enum(kindIds)
      .optional()
      .describe('Only this kind; default: any definition, told apart by `kind`'),
    to: z.string().optional().describe('File to write; default: only print it'),
  }),
  positional: ['kind'],
  run: ({ kind, to }, { folder }) => {
    const made = kind === undefined ? definitionJsonSchema() : kindJsonSchema(kind);
    return Promise.resolve(
      to === undefined
        ? found<SchemaResult>({ schema: made, path: null, editorLine: null })
        : written(made, resolve(folder, to), folder),
    );
  },
});

function written(made: SchemaResult['schema'], path: string, folder: string): Outcome<SchemaResult> {
  const fault = folderFault(path);
  if (fault) return found<SchemaResult>(null, [fault]);
  writeFileSync(`${path}.part`, `${JSON.stringify(made, null, 2)}\n`);
  renameSync(`${path}.part`, path);
  const editorLine = `# yaml-language-server: $schema=${relative(folder, path)}`;
  return found<SchemaResult>({ schema: made, path, editorLine });
}
