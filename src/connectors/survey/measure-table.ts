import type { SurveyType } from '../../drafting/survey.ts';
import { LISTED_VALUES, STEPS } from '../../drafting/survey.ts';
import type { LoaderSession } from '../loader-session.ts';

/** A column of a table in the loader and the type it has there. */
export interface TableColumn {
  readonly name: string;
  readonly type: SurveyType;
}

/** What is measured of a column; see `ColumnSurvey`. */
export interface Measured {
  readonly filled: number;
  readonly distinct: number;
  readonly least: string | null;
  readonly most: string | null;
  readonly twentieths: readonly string[];
  readonly values: readonly { readonly value: string; readonly rows: number }[];
}

export interface MeasuredTable {
  readonly rows: number;
  /** Rows that are different in any of the columns. */
  readonly differentRows: number;
  readonly columns: readonly Measured[];
}

const isOrdered = ({ type }: TableColumn) => type !== 'text' && type !== 'boolean';

/** Counts, ends and twentieths of all columns in one pass, then the values of columns that have few. */
export async function measureTable(
  session: Pick<LoaderSession, 'ask' | 'quote' | 'table'>,
  columns: readonly TableColumn[],
  where = 'true',
): Promise<MeasuredTable> {
  const { quote, table } = session;
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS).join(', ');
  const parts = columns.flatMap((column, at) => {
    const name = quote(column.name);
    const each = [
      `count(${name}) as filled${at}`,
      `count(distinct ${name}) as distinct${at}`,
      `cast(min(${name}) as varchar) as least${at}`,
      `cast(max(${name}) as varchar) as most${at}`,
    ];
    const quantiles = `array_to_string(cast(quantile_disc(${name}, [${steps}]) as varchar[]), ' ') as steps${at}`;
    return isOrdered(column) ? [...each, quantiles] : each;
  });
  const [row = {}] = await session.ask(
    'measure',
    `select count(*) as rows, ${parts.join(', ')} from ${table} where ${where}`,
  );
  const names = columns.map(({ name }) => quote(name)).join(', ');
  const [different = {}] = await session.ask(
    'count different rows',
    `select count(*) as rows from (select distinct ${names} from ${table} where ${where})`,
  );
  const few = columns.flatMap((column, at) => {
    const distinct = Number(row[`distinct${at}`] ?? 0);
    if (distinct === 0 || distinct > LISTED_VALUES) return [];
    const name = quote(column.name);
    return [
      `(select ${at} as place, cast(${name} as varchar) as value, count(*) as n from ${table}
        where ${where} and ${name} is not null group by value)`,
    ];
  });
  const values =
    few.length === 0
      ? []
      : await session.ask('list values', `${few.join(' union all ')} order by place, n desc, value`);
  return {
    rows: Number(row['rows'] ?? 0),
    differentRows: Number(different['rows'] ?? 0),
    columns: columns.map((_, at) => ({
      filled: Number(row[`filled${at}`] ?? 0),
      distinct: Number(row[`distinct${at}`] ?? 0),
      least: textOrNull(row[`least${at}`]),
      most: textOrNull(row[`most${at}`]),
      twentieths: String(row[`steps${at}`] ?? '')
        .split(' ')
        .filter((step) => step !== ''),
      values: values
        .filter((one) => Number(one['place']) === at)
        .map((one) => ({ value: String(one['value']), rows: Number(one['n']) })),
    })),
  };
}

const textOrNull = (cell: unknown) => (cell === null || cell === undefined ? null : String(cell));
