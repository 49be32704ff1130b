import * as z from 'zod';
import { error } from '../../base/finding.ts';
import type { Expression } from '../../sql/expression.ts';
import type { ValueType } from '../../sql/value-type.ts';
import { INTEGER, decimal, formatType, isOrdered } from '../../sql/value-type.ts';
import { definitionHash } from '../definition-hash.ts';
import type { Ranking } from '../project.ts';
import type { Made, Origin, OriginScope } from './origin.ts';

const schema = z
  .strictObject({
    of: z.string().min(1).describe('The attribute or expression that is ranked.'),
    as: z
      .enum(['rank', 'percentile', 'top_share'])
      .describe(
        'rank: from 1; percentile: 0 to 100, the share of the base before it; top_share: 0 to 1, its rank over the base, so that top_share <= 0.2 is the top 20 %.',
      ),
    order: z
      .enum(['desc', 'asc'])
      .optional()
      .describe('Which value comes first; desc (the greatest) unless given, asc for a percentile.'),
    ties: z
      .enum(['min', 'max', 'mean'])
      .optional()
      .describe('The place equal values share: their first (min, the default), their last or the mean.'),
    within: z
      .string()
      .min(1)
      .optional()
      .describe('Ranked among those with the same value of this attribute.'),
    base: z
      .enum(['customers', 'all'])
      .optional()
      .describe('Who is ranked and counted: customers by activeWhen (the default), or every row.'),
  })
  .describe('A place among the others on the same day.');

export type RankData = z.infer<typeof schema>;

/** A rank, percentile or share from the top; computed before rules see it, from exact counts. */
export const rankOrigin: Origin<'rank', RankData> = {
  key: 'rank',
  summary: 'a rank among the others',
  schema,
  make(data, scope): Made | null {
    const { positions, reader, report } = scope;
    const read = (key: 'of' | 'within', text: string) =>
      reader.value(text, positions.originOf(['rank', key], text))?.expression ?? null;
    const of = read('of', data.of);
    const within = data.within === undefined ? null : read('within', data.within);
    const base = (data.base ?? 'customers') === 'all' ? EVERYBODY : customersOf(scope);
    if (!of || !base || (data.within !== undefined && !within)) return null;
    if (!isOrdered(of.type)) {
      report(
        error('rank-type', `${formatType(of.type)} has no order to rank by.`, {
          place: positions.placeOf(['rank', 'of']),
          hint: 'Rank a number or a date.',
        }),
      );
      return null;
    }
    const ranking: Ranking = {
      of,
      order: data.order ?? (data.as === 'percentile' ? 'asc' : 'desc'),
      as: data.as,
      ties: data.ties ?? 'min',
      within,
      base: base.expression,
    };
    return {
      origin: { kind: 'rank', ranking },
      type: typeOfRanking(ranking),
      history: 'fixed',
      refersTo: [...reader.hashesOf([of, within, base.expression]), ...base.hashes],
    };
  },
};

/** Who is ranked: all of whom this is true, and the hashes of what says so. */
interface Base {
  readonly expression: Expression | null;
  readonly hashes: readonly string[];
}

const EVERYBODY: Base = { expression: null, hashes: [] };

/** Who is a customer, as the entity says; null when that cannot be read, which is told where it stands. */
function customersOf({ frame, reader }: OriginScope): Base | null {
  const { data, positions } = frame.definition;
  if (data.activeWhen === undefined) return EVERYBODY;
  const { written } = reader.reading.condition(
    data.activeWhen,
    positions.originOf(['activeWhen'], data.activeWhen),
  );
  const hashes = [definitionHash({ activeWhen: data.activeWhen })];
  return written && { expression: written.expression, hashes };
}

/** Ranks are whole unless ties share the mean; shares are exact to twelve digits. */
export function typeOfRanking({ as, ties }: Pick<Ranking, 'as' | 'ties'>): ValueType {
  if (as === 'rank') return ties === 'mean' ? decimal(21, 1) : INTEGER;
  return as === 'percentile' ? decimal(13, 10) : decimal(13, 12);
}
