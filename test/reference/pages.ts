import * as z from 'zod';
import { allUseCases } from '../../src/app/index.ts';
import { eventFunctions } from '../../src/attributes/functions/index.ts';
import { checks } from '../../src/checks/index.ts';
import { kindsToCome } from '../../src/definitions/kinds-to-come.ts';
import { kindIds, kinds } from '../../src/definitions/kinds/index.ts';
import { kindJsonSchema } from '../../src/definitions/json-schema.ts';
import { qualityKinds } from '../../src/definitions/quality/index.ts';
import { metrics } from '../../src/measures/metrics/index.ts';
import { methods } from '../../src/methods/index.ts';
import { functionHeads } from '../../src/sql/functions.ts';
import { formatType } from '../../src/sql/value-type.ts';
import { stateTables } from '../../src/tables/index.ts';
import { CAUSE_MEANINGS } from '../../src/tables/ledger.ts';
import { code, markdownTable, page } from './markdown.ts';
import type { SchemaNode } from './schema-keys.ts';
import { schemaKeys } from './schema-keys.ts';

/** Every page of the reference by its name below `docs/reference`. */
export const referencePages: Readonly<Record<string, () => string>> = {
  commands,
  definitions,
  methods: methodPage,
  conditions,
  'event-functions': eventFunctionPage,
  quality,
  metrics: metricPage,
  checks: checkPage,
  tables,
};

function commands(): string {
  const sections = allUseCases.map(({ name, summary, effect, input, positional }) => {
    const keys = schemaKeys(z.toJSONSchema(input, { io: 'input' }) as SchemaNode);
    const given = positional.map((key) =>
      keys.find(({ path }) => path === key)?.isRequired ? `<${key}>` : `[${key}]`,
    );
    // What has keys of its own is asked through the library: no flag can say it.
    const hasOwnKeys = (path: string) => keys.some((one) => one.path.startsWith(`${path}[].`));
    const isFlag = (path: string) => !positional.includes(path) && !/[.[]/.test(path) && !hasOwnKeys(path);
    const rows = keys.map(({ path, type, isRequired, description }) => [
      code(!isFlag(path) ? path : `--${path.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`),
      type,
      isRequired ? 'yes' : '',
      description,
    ]);
    return [
      `## \`${['clade', name, ...given].join(' ')}\``,
      effect === 'writes' ? `${summary}. It writes.` : `${summary}.`,
      ...(rows.length > 0 ? [markdownTable(['given', 'what', 'needed', 'meaning'], rows)] : []),
    ].join('\n\n');
  });
  return page('Commands', [
    'Each is a function of the library too, with the same input. Flags of all commands: `clade --help`.',
    ...sections,
  ]);
}

function definitions(): string {
  const sections = kindIds.map((id) => {
    const { title, summary } = kinds[id];
    const schema = kindJsonSchema(id) as SchemaNode;
    const variants = schema.oneOf ?? [schema];
    const shared = variants.reduce<readonly string[]>(
      (paths, one) => paths.filter((path) => schemaKeys(one).some((key) => key.path === path)),
      schemaKeys(variants[0] ?? {}).map(({ path }) => path),
    );
    const keys = schemaKeys(variants[0] ?? {}).filter(({ path }) => shared.includes(path) && path !== 'kind');
    const more = variants.length > 1 ? ['Each method adds keys of its own: [methods](methods.md).'] : [];
    return [`## ${title}`, `\`kind: ${id}\`. ${summary}`, keyTable(keys), ...more].join('\n\n');
  });
  const toCome = Object.entries(kindsToCome).map(([id, meaning]) => [code(id), meaning]);
  return page('Definitions', [
    'Keys of each kind. `a.b` stands inside `a`, `a[].b` in each item of the list `a`, `a.*.b` under any name in `a`.',
    ...sections,
    `## Kinds to come\n\nReserved: files may hold them already, and they do nothing yet.\n\n${markdownTable(['kind', 'what it will be'], toCome)}`,
  ]);
}

function methodPage(): string {
  const sections = methods.map(({ id, title, summary, source, optionsSchema, segmentSchema }) => {
    const keysOf = (schema: z.ZodType, prefix: string) =>
      schemaKeys(z.toJSONSchema(schema, { io: 'input' }) as SchemaNode, prefix);
    const keys = [...keysOf(optionsSchema, ''), ...keysOf(segmentSchema, 'segments[].')];
    return [`## ${title}`, `\`method: ${id}\`. ${summary}`, keyTable(keys), `Source: ${source}.`].join(
      '\n\n',
    );
  });
  return page('Methods', [
    'How a segmentation places customers, beside the keys all segmentations have.',
    ...sections,
  ]);
}

const keyTable = (keys: ReturnType<typeof schemaKeys>): string =>
  markdownTable(
    ['key', 'what', 'needed', 'meaning'],
    keys.map(({ path, type, isRequired, description }) => [
      code(path),
      type,
      isRequired ? 'yes' : '',
      description,
    ]),
  );

function conditions(): string {
  const rows = Object.values(functionHeads).map(({ signature, summary }) => [code(signature), summary]);
  return page('Functions of conditions', [
    'The closed list. How conditions are written and what missing values do: [conditions](../conditions.md).',
    markdownTable(['written', 'meaning'], rows),
  ]);
}

function eventFunctionPage(): string {
  const rows = Object.values(eventFunctions).map(({ id, summary, needs, takes, ofNothing }) => [
    code(id),
    summary,
    needs.map(code).join(', '),
    takes.map(code).join(', '),
    ofNothing === 'zero' ? '0' : 'missing',
  ]);
  return page('Functions over events', [
    'What `aggregate.function` may be. How windows and coverage work: [events](../events.md).',
    markdownTable(['function', 'the value', 'needs', 'takes', 'of nothing'], rows),
  ]);
}

function quality(): string {
  const rows = Object.values(qualityKinds).map(({ key, summary }) => [code(key), summary]);
  return page('Rules of data quality', [
    'What a source may ask of its rows. How they are judged: [quality](../quality.md).',
    markdownTable(['key', 'what must hold'], rows),
  ]);
}

function metricPage(): string {
  const rows = metrics.map(({ id, title, unit, definition, base, interval, source }) => [
    code(id),
    title,
    unit,
    definition,
    base,
    interval ?? 'none: no estimate',
    source,
  ]);
  return page('Metrics', [
    'What `clade metrics` tells of each segment. Where the figures come from, and what stands in their way: [metrics](../metrics.md).',
    markdownTable(['metric', 'title', 'unit', 'what it is', 'base', 'interval, 95 %', 'source'], rows),
  ]);
}

function checkPage(): string {
  const rows = checks.map(({ id, title, severity, summary, needs, source }) => [
    `[\`${id}\`](../checks/${id}.md)`,
    title,
    severity,
    needs,
    summary,
    source,
  ]);
  return page('Checks', [
    'What Clade judges unasked. *definitions*: told by `clade check`; *run*: told by `clade run`, before it publishes.',
    markdownTable(['check', 'title', 'gravest', 'needs', 'what it says', 'source'], rows),
  ]);
}

function tables(): string {
  const sections = stateTables.map(({ name, summary, columns, sortKey }) =>
    [
      `## \`clade.${name}\``,
      `${summary} Sorted by ${sortKey.map(code).join(', ')}.`,
      markdownTable(
        ['column', 'type', 'may be missing', 'one of'],
        columns.map((column) => [
          code(column.name),
          formatType(column.type),
          column.required ? '' : 'yes',
          (column.values ?? []).map(code).join(' · '),
        ]),
      ),
    ].join('\n\n'),
  );
  return page('Tables', [
    'What Clade keeps, in the schema (DuckDB) or database (ClickHouse) of its own. Why so: [decision 001](../decisions/001-tables.md).',
    ...sections,
    '## Causes of the ledger',
    markdownTable(
      ['cause', 'why a customer joined or left'],
      Object.entries(CAUSE_MEANINGS).map(([cause, meaning]) => [code(cause), meaning]),
    ),
  ]);
}
