/**
 * How alike two partitions of the same rows are, whatever their labels: 1 the same, 0 as alike as chance makes them,
 * below 0 less. Labels are any whole numbers. Both all in one group, or all apart: 1.
 * Source: Hubert and Arabie, Journal of Classification 2 (1985); as scikit-learn's adjusted_rand_score.
 */
export function adjustedRand(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const cells = new Map<string, number>();
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  const add = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (let i = 0; i < one.length; i++) {
    add(cells, `${one[i]} ${other[i]}`);
    add(rows, one[i]!);
    add(columns, other[i]!);
  }
  const [together, inOne, inOther] = [pairsIn(cells), pairsIn(rows), pairsIn(columns)];
  const expected = (inOne * inOther) / pairs(one.length);
  const most = (inOne + inOther) / 2;
  return most === expected || one.length < 2 ? 1 : (together - expected) / (most - expected);
}

const pairs = (count: number) => (count * (count - 1)) / 2;
const pairsIn = (counts: Map<unknown, number>) =>
  [...counts.values()].reduce((sum, count) => sum + pairs(count), 0);
