import type { Source, SourceColumn } from '../definitions/project.ts';
import type { ReadContext } from './connector.ts';
import type { LoaderSession } from './loader-session.ts';
import type { TextColumn } from './typed-rows.ts';

/** The rows of a file that stay where they are; `isAsWritten` where its texts and the names of its columns are what is read. */
interface Standing {
  readonly rows: number;
  readonly isAsWritten: boolean;
}

/**
 * Lets the rows of a Parquet file stand where they are: a view in place of a copy. Only where the file's types are
 * the declared ones, every value has its type, every key is there once, and there is a row at all; one scan tells.
 * Gives null where the rows have to be read one by one.
 */
export async function standInPlace(
  source: Source,
  columns: readonly TextColumn[],
  types: ReadonlyMap<string, string>,
  from: string,
  session: LoaderSession,
  context: ReadContext,
): Promise<Standing | null> {
  const fits = (column: SourceColumn) => isDeclared(column, types.get(column.header) ?? '', source.timeZone);
  if (!source.columns.every(fits)) return null;
  const [row = {}] = await session.ask('check rows', checkOf(source, columns, from, session));
  const counted = (name: string) => Number(row[name] ?? 0);
  const rows = counted('rows');
  if (rows === 0 || counted('wrong') > 0 || (source.key.length > 0 && counted('keys') !== rows)) return null;
  const selected = columns.map(({ column, text, reader }, i) => {
    const name = session.quote(column.name);
    if (column.type.kind !== 'text')
      return `cast(${text} as ${context.loader.dialect.typeName(column.type)}) as ${name}`;
    return `${counted(`changed_${i}`) === 0 ? text : reader.exact(text, text)} as ${name}`;
  });
  await session.run(
    'read in place',
    `create view ${session.table} as select ${selected.join(', ')} from ${from}`,
  );
  const isAsWritten = columns.every(
    ({ column }, i) => column.name === column.header && counted(`changed_${i}`) === 0,
  );
  return { rows, isAsWritten };
}

/** Counts rows, values that do not fit, keys, and texts that are not kept as they are written. */
function checkOf(
  source: Source,
  columns: readonly TextColumn[],
  from: string,
  { quote }: LoaderSession,
): string {
  const readings = columns.map(
    ({ text, reader }, i) => `${text} as t${i}, ${reader.exact(text, reader.cast(text))} as e${i}`,
  );
  const wrong = columns.flatMap(({ column, required }, i) => [
    ...(required ? [`e${i} is null`] : []),
    ...(column.type.kind === 'text' ? [] : [`(t${i} is not null and e${i} is null)`]),
  ]);
  const changed = columns.flatMap(({ column }, i) =>
    column.type.kind === 'text' ? [`count_if(t${i} is distinct from e${i}) as changed_${i}`] : [],
  );
  const keys = source.key.map((key) => `e${columns.findIndex(({ column }) => column === key)}`);
  // As many hashes as rows prove that no key is there twice, in half the time the keys themselves take. Two keys with one
  // hash, of which there may be one pair in ten thousand files of fifty million rows, only have the rows read one by one.
  const counts = [
    `count(*) as ${quote('rows')}`,
    `${wrong.length > 0 ? `count_if(${wrong.join(' or ')})` : '0'} as wrong`,
    ...(keys.length > 0 ? [`count(distinct hash(${keys.join(', ')})) as ${quote('keys')}`] : []),
    ...changed,
  ];
  return `select ${counts.join(', ')} from (select ${readings.join(', ')} from ${from})`;
}

const WHOLE = /^U?(?:TINYINT|SMALLINT|INTEGER)$|^BIGINT$/;

/** Whether a column of the file has the declared type, or a narrower one of its kind. */
function isDeclared({ type }: SourceColumn, from: string, timeZone: string): boolean {
  switch (type.kind) {
    case 'text':
      return from === 'VARCHAR';
    case 'boolean':
      return from === 'BOOLEAN';
    case 'integer':
      return WHOLE.test(from);
    case 'decimal': {
      const [, precision, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(from) ?? [];
      return Number(scale) === type.scale && Number(precision) <= type.precision;
    }
    case 'double':
      return from === 'DOUBLE';
    case 'date':
      return from === 'DATE';
    case 'timestamp':
      return from === 'TIMESTAMP' && timeZone === 'UTC';
  }
}
