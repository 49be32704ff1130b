import type { Definition } from './kind.ts';
import type { SourceData } from './kinds/source.ts';
import type { ParsedDefinitions } from './parse.ts';

/** What a source says of its data rather than of what the data means. */
const OF_DATA = ['file', 'asOf', 'covers'] as const;

/**
 * Definitions over the data of others: where a file lies, which day it stands for and which days it covers are taken from the
 * sources of the same id, so that two sets of definitions can be compared over one set of data.
 */
export function withDataOf(parsed: ParsedDefinitions, now: ParsedDefinitions): ParsedDefinitions {
  const sources = new Map(now.definitions.source.map((one) => [one.data.id, one.data]));
  const source = parsed.definitions.source.map((one) => overData(one, sources.get(one.data.id)));
  return { ...parsed, definitions: { ...parsed.definitions, source } };
}

/** As it is where the other reads no file, or a source of the name is no longer there. */
function overData(definition: Definition<SourceData>, now: SourceData | undefined): Definition<SourceData> {
  const { data } = definition;
  if (!now || (data.file === undefined) !== (now.file === undefined)) return definition;
  const kept = Object.fromEntries(
    Object.entries(data).filter(([key]) => !OF_DATA.some((name) => name === key)),
  );
  const taken = OF_DATA.filter(
    (key) => now[key] !== undefined && (key !== 'covers' || data.date !== undefined),
  );
  return {
    ...definition,
    data: { ...kept, ...Object.fromEntries(taken.map((key) => [key, now[key]])) } as SourceData,
  };
}
