import { describe, expect, it } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { definitionJsonSchema, kindJsonSchema } from './json-schema.ts';
import { kindIds } from './kinds/index.ts';

const objectsIn = (schema: unknown): readonly JsonSchema[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const inner = Object.values(schema).flatMap(objectsIn);
  return 'properties' in schema ? [schema as JsonSchema, ...inner] : inner;
};

describe('kindJsonSchema', () => {
  it.each(kindIds)('closes every map of %s and describes its keys', (id) => {
    const schema = kindJsonSchema(id);
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    const objects = objectsIn(schema);
    expect(objects.length).toBeGreaterThan(0);
    for (const object of objects) expect(object['additionalProperties']).toBe(false);
    expect(JSON.stringify(schema)).toContain('"description"');
  });

  it('asks for the keys a definition cannot do without, and for no others', () => {
    expect(kindJsonSchema('source')['required']).toEqual(['kind', 'id', 'columns']);
    expect(kindJsonSchema('project')['required']).toEqual(['kind', 'title']);
  });

  it('offers the keys of each method of a segmentation', () => {
    const text = JSON.stringify(kindJsonSchema('segmentation'));
    for (const word of [
      '"when"',
      '"from"',
      '"attribute"',
      '"const":"bands"',
      '"const":"rules"',
      '"refit"',
      '"cross"',
    ])
      expect(text).toContain(word);
  });
});

describe('definitionJsonSchema', () => {
  it('knows every kind, and those to come by name', () => {
    const text = JSON.stringify(definitionJsonSchema());
    for (const id of kindIds) expect(text).toContain(`{"properties":{"kind":{"const":"${id}"}}}`);
    expect(text).toContain('"persona"');
  });
});
