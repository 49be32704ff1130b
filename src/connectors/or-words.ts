import { QueryError } from '../engines/query-error.ts';

/** What a statement gives, or the first line of the engine's words where it refuses. */
export async function orWords<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T } | { readonly words: string }> {
  try {
    return { result: await work() };
  } catch (cause) {
    if (!(cause instanceof QueryError)) throw cause;
    const words = cause.cause instanceof Error ? cause.cause.message : cause.message;
    return { words: words.split('\n')[0] ?? '' };
  }
}
