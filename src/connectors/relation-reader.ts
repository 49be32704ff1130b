import type { Source } from '../definitions/project.ts';
import type { LoadResult, ReadContext } from './connector.ts';
import type { LoaderSession } from './loader-session.ts';

/** Reads a relation on one engine; `types` are its columns as the engine names their types. */
export type RelationReader = (
  source: Source,
  from: string,
  types: ReadonlyMap<string, string>,
  session: LoaderSession,
  context: ReadContext,
) => Promise<LoadResult>;
