import type { Layer } from './layers.ts';

/** A customer's segment in each layer that is asked of it. */
export type Combination = ReadonlyMap<string, string>;

/** More cells than this nobody looks at, and no check can either. */
export const MOST_CELLS = 20_000;

/** How many combinations there are, without making them. */
export function combinationCount(layers: readonly Layer[]): number {
  const [first] = layers;
  if (!first) return 0;
  return first.segments.reduce(
    (sum, segment) =>
      sum +
      layers
        .slice(1)
        .reduce((product, layer) => product * (isAsked(layer, segment) ? layer.segments.length : 1), 1),
    0,
  );
}

/** Every combination: all segments of a cross; in a cascade a layer only where it splits a segment of the first. */
export function combinationsOf(layers: readonly Layer[]): readonly Combination[] {
  const [first, ...others] = layers;
  if (!first) return [];
  return first.segments.flatMap((segment) => {
    const asked = others.filter((layer) => isAsked(layer, segment));
    return asked.reduce<readonly Combination[]>(
      (sofar, layer) =>
        sofar.flatMap((combination) =>
          layer.segments.map((one) => new Map([...combination, [layer.id, one]])),
        ),
      [new Map([[first.id, segment]])],
    );
  });
}

export const combinationName = (combination: Combination): string => [...combination.values()].join(' × ');

const isAsked = ({ within }: Layer, segment: string) => within === null || within.includes(segment);
