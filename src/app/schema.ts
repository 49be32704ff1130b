import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import * as z from 'zod';
import { error } from '../base/finding.ts';
import { definitionJsonSchema, kindJsonSchema } from '../definitions/json-schema.ts';
import { kindIds } from '../definitions/kinds/index.ts';
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
  run({ kind, to }, { folder }) {
    const id = kindIds.find((each) => each === kind);
    const made = id === undefined ? definitionJsonSchema() : kindJsonSchema(id);
    if (to === undefined)
      return Promise.resolve(found<SchemaResult>({ schema: made, path: null, editorLine: null }));
    const path = resolve(folder, to);
    if (!existsSync(dirname(path)))
      return Promise.resolve(
        found<SchemaResult>(null, [
          error('no-such-folder', `There is no folder ${dirname(path)}.`, { hint: 'Make it first.' }),
        ]),
      );
    writeFileSync(`${path}.part`, `${JSON.stringify(made, null, 2)}\n`);
    renameSync(`${path}.part`, path);
    const editorLine = `# yaml-language-server: $schema=${relative(folder, path)}`;
    return Promise.resolve(found<SchemaResult>({ schema: made, path, editorLine }));
  },
});
