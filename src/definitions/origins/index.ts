import { aggregateOrigin } from './aggregate.ts';
import { bookOrigin } from './book.ts';
import { columnOrigin } from './column.ts';
import { expressionOrigin } from './expression.ts';
import type { Made, Origin, OriginScope } from './origin.ts';
import { rankOrigin } from './rank.ts';
import { rollupOrigin } from './rollup.ts';

/** Every way to say what an attribute is made of, by the key it is written under. */
export const origins = {
  from: columnOrigin,
  value: expressionOrigin,
  aggregate: aggregateOrigin,
  book: bookOrigin,
  rank: rankOrigin,
  rollup: rollupOrigin,
} as const;

type Origins = typeof origins;
export type OriginKey = keyof Origins;
/** The keys of an attribute that say what it is made of; exactly one is given. */
export type OriginData = {
  readonly [Key in OriginKey]?: (Origins[Key] extends Origin<Key, infer Data> ? Data : never) | undefined;
};

export const originKeys = Object.keys(origins) as readonly OriginKey[];

/** Makes what stands under the one key that is given. */
export function makeOrigin(key: OriginKey, data: OriginData, scope: OriginScope): Made | null {
  const origin = origins[key] as Origin<string, unknown>;
  return origin.make(data[key], scope);
}
