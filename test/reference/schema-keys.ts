/** The parts of a JSON Schema the reference tells. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
}

/** A key as a reader meets it: `csv.separator`, `segments[].id`, `columns.*.type`. */
export interface SchemaKey {
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
}

/** Every key of an object, those inside it after it. */
export function schemaKeys(node: SchemaNode, prefix = ''): readonly SchemaKey[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const path = `${prefix}${name}`;
    return [
      {
        path,
        type: typeWords(child),
        isRequired: node.required?.includes(name) ?? false,
        description: child.description ?? '',
      },
      ...innerKeys(child, path),
    ];
  });
}

/** One key a path: where the shapes of a list or a choice share a key, its first description stands. */
function innerKeys(node: SchemaNode, path: string): readonly SchemaKey[] {
  const inner = [
    ...schemaKeys(node, `${path}.`),
    ...(node.items ? innerKeys(node.items, `${path}[]`) : []),
    ...(typeof node.additionalProperties === 'object'
      ? innerKeys(node.additionalProperties, `${path}.*`)
      : []),
    ...(node.anyOf ?? node.oneOf ?? []).flatMap((choice) => innerKeys(choice, path)),
  ];
  return inner.filter((key, index) => inner.findIndex((other) => other.path === key.path) === index);
}

/** What may stand there, in words: `text`, `list of text`, `month · year · object`. */
export function typeWords(node: SchemaNode): string {
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  if (node.enum) return node.enum.map((value) => `\`${String(value)}\``).join(' · ');
  const choices = node.anyOf ?? node.oneOf;
  if (choices) return [...new Set(choices.map(typeWords))].join(' · ');
  if (node.items) return `list of ${typeWords(node.items)}`;
  return [node.type ?? 'anything']
    .flat()
    .map((type) => WORDS[type] ?? type)
    .join(' · ');
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'keys',
  boolean: 'true or false',
  integer: 'whole number',
};
