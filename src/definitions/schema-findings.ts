import * as z from 'zod';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { Path, Positions } from './positions.ts';
import type { Data } from './yaml-data.ts';

type Issue = z.core.$ZodIssue;

/** What a schema has against a definition, told at the place of the part it is about. */
export function schemaFindings(
  issues: readonly Issue[],
  data: Data,
  positions: Positions,
  schema: z.ZodType,
): readonly Finding[] {
  const tell = (issue: Issue, before: Path): readonly Finding[] => {
    const path = [...before, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownKey(key, path, positions, schema));
    if (issue.code === 'invalid_union') {
      const branch = nearestBranch(issue.errors);
      if (branch) return branch.flatMap((inner) => tell(inner, path));
    }
    return [findingOf(issue, path, data, positions, schema)];
  };
  return issues.flatMap((issue) => tell(issue, []));
}

/** The alternative that got furthest: one whose complaint is not about the value as a whole. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const deep = branches.find((issues) =>
    issues.every(({ code, path }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  return deep ?? branches.find((issues) => issues.some(({ code }) => code !== 'invalid_type')) ?? null;
}

function unknownKey(key: string, path: Path, positions: Positions, schema: z.ZodType): Finding {
  const known = keysAt(schema, path).filter((candidate) => candidate !== key);
  const guess = didYouMean(key, known);
  return error('unknown-key', `\`${key}\` is not a key of ${nameOf(path)}.`, {
    place: positions.keyPlaceOf([...path, key]),
    hint: guess ? `Did you mean \`${guess}\`?` : `Known are ${known.join(', ')}.`,
  });
}

function findingOf(issue: Issue, path: Path, data: Data, positions: Positions, schema: z.ZodType): Finding {
  const place = positions.placeOf(path);
  const name = nameOf(path);
  const value = valueAt(data, path);
  const description = schemasAt(schema, path).find((one) => one.description)?.description;
  const hint = description ? { hint: description } : {};
  if (value === undefined && path.length > 0)
    return error('missing-key', `${name} is missing.`, { place, ...hint });
  switch (issue.code) {
    case 'invalid_type':
      return error(
        'wrong-type',
        `${name} is ${describe(value)}; ${EXPECTED[issue.expected] ?? issue.expected} is expected.`,
        {
          place,
          ...(issue.expected === 'string' && typeof value !== 'object'
            ? { hint: `Write it in quotes: "${String(value)}".` }
            : hint),
        },
      );
    case 'invalid_value': {
      const guess = didYouMean(String(value), issue.values.map(String));
      return error('wrong-value', `${name} cannot be ${describe(value)}.`, {
        place,
        hint: guess ? `Did you mean \`${guess}\`?` : `It is one of ${issue.values.map(String).join(', ')}.`,
      });
    }
    case 'invalid_union':
      return error('wrong-value', `${name} cannot be ${describe(value)}.`, {
        place,
        ...('options' in issue && Array.isArray(issue.options)
          ? { hint: `It is one of ${issue.options.map(String).join(', ')}.` }
          : hint),
      });
    case 'invalid_key':
      return error('wrong-value', `\`${String(path.at(-1))}\` cannot be a name here.`, {
        place: positions.keyPlaceOf(path),
        hint: 'Lower-case letters, digits and single underscores; it begins with a letter.',
      });
    case 'too_small':
      return error(
        'wrong-value',
        `${name} is too small: at least ${String(issue.minimum)}${sizeUnit(value)}.`,
        { place, ...hint },
      );
    case 'too_big':
      return error(
        'wrong-value',
        `${name} is too large: at most ${String(issue.maximum)}${sizeUnit(value)}.`,
        { place, ...hint },
      );
    default:
      return error('wrong-value', `${name} cannot be ${describe(value)}.`, { place, ...hint });
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

function sizeUnit(value: Data | undefined): string {
  return typeof value === 'string' ? ' characters' : Array.isArray(value) ? ' items' : '';
}

function describe(value: Data | undefined): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = String(value);
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}

/** `segments[2].when`, as a person would point at it. */
function nameOf(path: Path): string {
  if (path.length === 0) return 'the definition';
  const name = path.map((step) => (typeof step === 'number' ? `[${step + 1}]` : `.${step}`)).join('');
  return `\`${name.replace(/^\./, '')}\``;
}

function valueAt(data: Data, path: Path): Data | undefined {
  let value: Data | undefined = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as { readonly [key: string]: Data })[step];
  }
  return value;
}

/** The schemas a value at a path may follow; a union offers several. */
function schemasAt(schema: z.ZodType, path: Path): readonly z.ZodType[] {
  let schemas = unwrap(schema);
  for (const step of path) schemas = schemas.flatMap((one) => inside(one, step)).flatMap(unwrap);
  return schemas;
}

function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  return [
    ...new Set(
      schemasAt(schema, path).flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : [])),
    ),
  ];
}

function unwrap(schema: z.ZodType): readonly z.ZodType[] {
  if (schema instanceof z.ZodOptional)
    return unwrap(schema.unwrap() as z.ZodType).map((inner) => describedBy(inner, schema));
  if (schema instanceof z.ZodUnion) return (schema.options as readonly z.ZodType[]).flatMap(unwrap);
  return [schema];
}

function describedBy(inner: z.ZodType, outer: z.ZodType): z.ZodType {
  return outer.description && !inner.description ? inner.describe(outer.description) : inner;
}

function inside(schema: z.ZodType, step: string | number): readonly z.ZodType[] {
  if (schema instanceof z.ZodObject) {
    const part: unknown = schema.shape[String(step)];
    return part instanceof z.ZodType ? [part] : [];
  }
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  return [];
}
