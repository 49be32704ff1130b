/**
 * For each group of `original`, the Jaccard coefficient with the group of `other` that is most like it, 0..1. Groups are
 * labels from 0; a row counts with its weight, once where there are none. An original group none of whose rows count is null.
 * Source: Hennig, Computational Statistics and Data Analysis 52 (2007), as fpc's clusterboot.
 */
export function bestJaccards(
  original: Int32Array,
  other: Int32Array,
  groups: number,
  weights?: ArrayLike<number>,
): readonly (number | null)[] {
  const others = other.reduce((most, label) => Math.max(most, label), 0) + 1;
  const both = new Float64Array(groups * others);
  const [inOriginal, inOther] = [new Float64Array(groups), new Float64Array(others)];
  for (let row = 0; row < original.length; row++) {
    const weight = weights?.[row] ?? 1;
    const [a, b] = [original[row]!, other[row]!];
    both[a * others + b]! += weight;
    inOriginal[a]! += weight;
    inOther[b]! += weight;
  }
  return Array.from(inOriginal, (size, a) => {
    if (size === 0) return null;
    let best = 0;
    for (let b = 0; b < others; b++) {
      const shared = both[a * others + b]!;
      best = Math.max(best, shared / (size + inOther[b]! - shared));
    }
    return best;
  });
}
