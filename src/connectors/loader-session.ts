import type { Row } from '../engines/engine.ts';
import type { Source } from '../definitions/project.ts';
import type { ReadContext } from './connector.ts';

/** The loader while it reads one source: statements without parameters, labelled with the source. */
export interface LoaderSession {
  readonly table: string;
  quote(name: string): string;
  /** A new table from a select on DuckDB, whose temporary database wants to be told. */
  create(label: string, name: readonly string[], rows: string): Promise<void>;
  run(label: string, text: string): Promise<void>;
  ask(label: string, text: string): Promise<readonly Row[]>;
  /** The first column of the first row as a number. */
  count(label: string, text: string): Promise<number>;
}

export function loaderSession(source: Source, context: ReadContext): LoaderSession {
  const { loader, table } = context;
  const quote = (name: string) => loader.dialect.quoteName(name);
  const statement = (label: string, text: string) => ({
    label: `${label} (${source.id})`,
    text,
    parameters: [],
  });
  const ask = (label: string, text: string) => loader.query(statement(label, text), context);
  const run = (label: string, text: string) => loader.execute(statement(label, text), context);
  const printed = (name: readonly string[]) => name.map(quote).join('.');
  return {
    table: printed(table),
    quote,
    run,
    create: (label, name, rows) =>
      run(label, `create ${name[0] === 'temp' ? 'temp ' : ''}table ${printed(name)} as ${rows}`),
    ask,
    count: async (label, text) => Number(Object.values((await ask(label, text))[0] ?? {})[0] ?? 0),
  };
}
