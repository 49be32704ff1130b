import * as z from 'zod';
import { kindsToCome } from './kinds-to-come.ts';
import type { KindId } from './kinds/index.ts';
import { kindIds, kinds } from './kinds/index.ts';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What an editor needs to complete and check one kind of definition; made from the schema that reads it. */
export function kindJsonSchema(id: KindId): JsonSchema {
  const { title, summary, schema } = kinds[id];
  return { title, description: summary, ...z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' }) };
}

/**
 * One schema for any document of a definition file, by its `kind`. Kinds to come are let through as they are.
 * An editor takes it from a first line `# yaml-language-server: $schema=<file>`.
 */
export function definitionJsonSchema(): JsonSchema {
  const ids = [...kindIds, ...Object.keys(kindsToCome)];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Clade definition',
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: ids, description: 'Which kind of definition this is.' } },
    allOf: kindIds.map((id) => {
      const { $schema: _, ...schema } = kindJsonSchema(id);
      return { if: { properties: { kind: { const: id } } }, then: schema };
    }),
  };
}
