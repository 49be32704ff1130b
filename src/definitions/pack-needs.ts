import { eventFunctions } from '../attributes/functions/index.ts';
import type { Definition } from './kind.ts';
import type { AttributeData } from './kinds/attribute.ts';
import type { BookData } from './kinds/book.ts';
import type { PackData } from './kinds/pack.ts';
import { serves } from './kinds/pack.ts';
import type { SourceData } from './kinds/source.ts';

/** What a definition of a pack reads of one source. */
export interface Need {
  readonly source: string;
  readonly columns: readonly string[];
  /** Whether it asks when rows happened. */
  readonly date: boolean;
}

/** What an attribute reads itself; null where it is made of a book or of other attributes. */
export function needOfAttribute({ from, by, aggregate }: AttributeData, pack: PackData): Need | null {
  if (from !== undefined) {
    const [source = '', column = ''] = from.split('.');
    return { source, columns: [column, ...(by ? [by] : [])], date: false };
  }
  if (!aggregate) return null;
  const { source, function: name, of, where, part, steps = [], window } = aggregate;
  const said = [of, where, part, ...steps].flatMap((text) => words(text ?? ''));
  return {
    source,
    columns: [...columnsAmong(said, source, pack), ...(aggregate.by ? [aggregate.by] : [])],
    date: window !== undefined || eventFunctions[name].needsDate,
  };
}

export function needOfBook(book: BookData, pack: PackData): Need {
  const { source, starts, ends, amount, by, plan, seats, trial = '' } = book;
  const named = [starts, ends, amount, by, plan, seats].filter((name) => name !== undefined);
  return { source, columns: [...named, ...columnsAmong(words(trial), source, pack)], date: false };
}

/** The words of a condition or an expression that may be names. */
export const words = (text: string): readonly string[] => text.match(/[a-z_][a-z0-9_]*/g) ?? [];

function columnsAmong(said: readonly string[], source: string, { expects }: PackData): readonly string[] {
  return Object.keys(expects[source]?.columns ?? {}).filter((name) => said.includes(name));
}

/** What a project's source does not have of a need, in words: `` `opened_on` (date) ``. */
export function lacking(
  need: Need,
  { data, lost }: Definition<SourceData>,
  pack: PackData,
): readonly string[] {
  const broken = new Set(lost.filter(([part]) => part === 'columns').map(([, name]) => name));
  const columns = need.columns.flatMap((name) => {
    const column = data.columns[name];
    const expected = pack.expects[need.source]?.columns[name];
    const type = typeof column === 'string' ? column : column?.type;
    if (broken.has(name) || (type && (!expected || serves(type, expected)))) return [];
    return [expected ? `\`${name}\` (${expected})` : `\`${name}\``];
  });
  const date = pack.expects[need.source]?.date;
  return need.date && data.date === undefined ? [...columns, `\`date: ${date}\``] : columns;
}
