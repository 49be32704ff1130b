import * as z from 'zod';
import type { Finding } from '../../base/finding.ts';
import { error, warning } from '../../base/finding.ts';
import type { Clusterer } from '../../numeric/cluster/clusterers/clusterer.ts';
import { clusterers } from '../../numeric/cluster/clusterers/index.ts';
import { isNumeric } from '../../sql/value-type.ts';
import type { MethodScope } from '../method.ts';
import type { BasisValue } from './basis.ts';

/** The key `clusterer`: how groups are learned; every clusterer there is. */
export const clustererSchema = z
  .enum(clusterers.map(({ id }) => id))
  .optional()
  .describe(
    `How groups are learned; mixture unless given. ${clusterers.map(({ id, summary }) => `${id}: ${summary}`).join(' ')}`,
  );

export const DEFAULT_CLUSTERER: Clusterer['id'] = 'mixture';

/** What a clusterer of numbers alone makes of words and of yes and no; `ordered` values of the basis count as numbers. */
export function unheardValues(
  id: Clusterer['id'],
  basis: readonly BasisValue[],
  ordered: ReadonlySet<string>,
  scope: MethodScope,
): readonly Finding[] {
  const clusterer = clusterers.find((one) => one.id === id);
  if (clusterer?.takes !== 'numbers') return [];
  const unheard = basis.filter(({ name, expression }) => !isNumeric(expression.type) && !ordered.has(name));
  if (unheard.length === basis.length)
    return [
      error('cluster-no-numbers', `${clusterer.title} compares numbers, and the basis has none.`, {
        place: scope.placeOf(['clusterer']),
        hint: 'Take `clusterer: mixture` or `k-prototypes`, which compare words too.',
      }),
    ];
  return unheard.map(({ name }) =>
    warning('cluster-no-say', `\`${name}\` has no say: ${clusterer.title} compares numbers only.`, {
      place: scope.placeOf(['basis']),
      hint: 'Take `clusterer: mixture` or `k-prototypes`, or leave it out of the basis.',
    }),
  );
}
