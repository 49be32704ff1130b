import type { Row } from '../engines/engine.ts';
import type { Source } from '../definitions/project.ts';
import type { ReadContext } from './connector.ts';

/** The loader while it reads one source: statements without parameters, labelled with the source. */
export interface LoaderSession {
  readonly table: string;
  quote(name: string): string;
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
  return {
    table: table.map(quote).join('.'),
    quote,
    run: (label, text) => loader.execute(statement(label, text), context),
    ask,
    count: async (label, text) => Number(Object.values((await ask(label, text))[0] ?? {})[0] ?? 0),
  };
}
