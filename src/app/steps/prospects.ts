import { didYouMean } from '../../base/did-you-mean.ts';
import type { Finding } from '../../base/finding.ts';
import { error, warning } from '../../base/finding.ts';
import type { PlainFile, PlainRow } from '../../connectors/plain-rows.ts';
import { columnOfField } from '../../connectors/plain-rows.ts';
import type { ComparedRow, ComparedValue } from '../../methods/cluster/likeness-model.ts';
import type { Cell } from '../../numeric/cluster/column.ts';
import type { ValueType } from '../../sql/value-type.ts';

/** Somebody to be placed: what is known, by the names of the basis. */
export interface Prospect {
  /** Line of the file; null where the values were given by hand. */
  readonly line: number | null;
  /** What the file calls the row, in the column that names rows; null without one. */
  readonly key: string | null;
  readonly values: ComparedRow;
}

/** A row that could not be read, with every reason; nothing of it is guessed. */
export interface RefusedProspect {
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

export interface ReadProspects {
  readonly prospects: readonly Prospect[];
  readonly refused: readonly RefusedProspect[];
  readonly findings: readonly Finding[];
}

/** `name=value` arguments as one prospect; what cannot be read is an error, since there is nothing else to place. */
export function prospectOfPairs(pairs: readonly string[], values: readonly ComparedValue[]): ReadProspects {
  const findings: Finding[] = [];
  const cells: Record<string, Cell> = {};
  for (const pair of pairs) {
    const [name = '', ...rest] = pair.split('=');
    const value = values.find((one) => one.name === name.trim());
    if (rest.length === 0)
      findings.push(
        error('set-pair', `\`${pair}\` is no \`name=value\`.`, { hint: 'Write --set seats=40.' }),
      );
    else if (!value)
      findings.push(error('unknown-value', notCompared(name.trim()), near(name.trim(), values)));
    else {
      const read = readValue(rest.join('='), value.expression.type);
      if ('reason' in read) findings.push(error('unreadable-value', `\`${name.trim()}\` is ${read.reason}.`));
      else cells[value.name] = read.cell;
    }
  }
  const prospects = findings.length === 0 ? [{ line: null, key: null, values: cells }] : [];
  return { prospects, refused: [], findings };
}

/** Unreadable values told one by one; what there is beyond is counted. */
const MOST_TOLD = 20;

/** The rows of a file, by its headers. `key` is the header of the column that names rows, where there is one. */
export function prospectsOfFile(
  file: PlainFile,
  path: string,
  values: readonly ComparedValue[],
  key: string,
): ReadProspects {
  const { header, separator } = file;
  const names = header.fields.map((name) => name.trim());
  const placeOf = (row: PlainRow, field: number) => ({
    path,
    line: row.line,
    column: columnOfField(row, field, separator),
    length: row.fields[field]?.length ?? 0,
  });
  const columns = values.flatMap((value) => {
    const field = names.indexOf(value.name);
    return field < 0 ? [] : [{ value, field }];
  });
  const findings = headerFindings(names, values, key, (field) => placeOf(header, field));
  const refused: RefusedProspect[] = [...file.refused];
  const prospects: Prospect[] = [];
  for (const row of columns.length === 0 ? [] : file.rows) {
    const cells: Record<string, Cell> = {};
    const reasons: string[] = [];
    for (const { value, field } of columns) {
      const read = readValue(row.fields[field] ?? '', value.expression.type);
      if ('cell' in read) {
        cells[value.name] = read.cell;
        continue;
      }
      reasons.push(`${value.name} is ${read.reason}`);
      findings.push(
        warning('unreadable-value', `\`${value.name}\` is ${read.reason}; the row is set aside.`, {
          place: placeOf(row, field),
        }),
      );
    }
    if (reasons.length > 0) refused.push({ line: row.line, reason: reasons.join('; '), text: row.text });
    else prospects.push({ line: row.line, key: keyOf(row, names.indexOf(key)), values: cells });
  }
  for (const { line, reason } of file.refused)
    findings.push(
      warning('unreadable-row', `The row is set aside: ${reason}.`, {
        place: { path, line, column: 1, length: 0 },
      }),
    );
  return { prospects, refused: refused.toSorted((a, b) => a.line - b.line), findings: shortened(findings) };
}

function shortened(findings: readonly Finding[]): readonly Finding[] {
  const more = findings.length - MOST_TOLD;
  if (more <= 1) return findings;
  return [
    ...findings.slice(0, MOST_TOLD),
    warning('unreadable-value', `${more} more findings of the same file are in the rows set aside.`),
  ];
}

const keyOf = ({ fields }: PlainRow, at: number) => (at < 0 ? null : (fields[at]?.trim() ?? null));

function headerFindings(
  names: readonly string[],
  values: readonly ComparedValue[],
  key: string,
  placeOf: (field: number) => Finding['place'],
): Finding[] {
  const known = new Set([...values.map(({ name }) => name), key]);
  const told = names.flatMap((name, field): Finding[] => {
    const place = placeOf(field);
    const at = place ? { place } : {};
    if (names.indexOf(name) < field)
      return [error('repeated-header', `There are two columns \`${name}\`.`, at)];
    if (known.has(name)) return [];
    return [
      warning('unknown-value', `${notCompared(name)} It is not read.`, { ...at, ...near(name, values) }),
    ];
  });
  if (names.some((name) => values.some((value) => value.name === name))) return told;
  return [
    error('no-known-header', 'No column of the file is a value of the basis.', {
      hint: `The first line names ${values.map(({ name }) => `\`${name}\``).join(', ')}, or some of them.`,
    }),
    ...told,
  ];
}

const notCompared = (name: string) => `\`${name}\` is not in the basis.`;

function near(name: string, values: readonly ComparedValue[]): { readonly hint: string } {
  const names = values.map((value) => value.name);
  const guess = didYouMean(name, names);
  return { hint: guess ? `Did you mean \`${guess}\`?` : `There are ${names.join(', ')}.` };
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const YES = new Set(['true', 'yes', '1']);
const NO = new Set(['false', 'no', '0']);

/** Nothing but spaces is missing. */
function readValue(written: string, type: ValueType): { readonly cell: Cell } | { readonly reason: string } {
  const text = written.trim();
  if (text === '') return { cell: null };
  if (type.kind === 'text') return { cell: text };
  if (type.kind === 'boolean') {
    const word = text.toLowerCase();
    if (YES.has(word) || NO.has(word)) return { cell: YES.has(word) };
    return { reason: `"${text}", which is neither true nor false` };
  }
  const value = Number(text);
  if (!NUMBER.test(text) || !Number.isFinite(value))
    return { reason: `"${text}", which is not a number such as 1234.5` };
  if (type.kind === 'integer' && !Number.isInteger(value))
    return { reason: `"${text}", which is not a whole number` };
  return { cell: value };
}
