/** A value by its place in the order of its domain: numbers and dates as integers, texts as themselves. */
export type Key = bigint | string;

/** Values from `from` on and below `below`; without an end where that is null. */
export interface KeyInterval {
  readonly from: Key;
  readonly below: Key | null;
}

/** All values of a type in their order, as one interval. Every key has a next one, so half-open intervals say all. */
export type Domain = KeyInterval;

/** Intervals in ascending order that neither overlap nor touch. */
export type ValueSet = readonly KeyInterval[];

export function compareKeys(a: Key, b: Key): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By code point, as UTF-8 is compared: a surrogate stands above every other unit. */
function compareText(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** The next key of the domain; of a text the same text with U+0000 after it. */
export function nextKey(key: Key): Key {
  return typeof key === 'string' ? `${key}\0` : key + 1n;
}

function higher(a: Key, b: Key): Key {
  return compareKeys(a, b) >= 0 ? a : b;
}

function lowerEnd(a: Key | null, b: Key | null): Key | null {
  if (a === null || b === null) return a ?? b;
  return compareKeys(a, b) <= 0 ? a : b;
}

function isBefore(from: Key, below: Key | null): boolean {
  return below === null || compareKeys(from, below) < 0;
}

export function intersection(a: ValueSet, b: ValueSet): ValueSet {
  const result: KeyInterval[] = [];
  for (let i = 0, j = 0; ;) {
    const left = a[i];
    const right = b[j];
    if (!left || !right) return result;
    const from = higher(left.from, right.from);
    const below = lowerEnd(left.below, right.below);
    if (isBefore(from, below)) result.push({ from, below });
    if (left.below !== null && below === left.below) i++;
    else j++;
  }
}

/** What of the domain is not in the set. */
export function complement(set: ValueSet, domain: Domain): ValueSet {
  const result: KeyInterval[] = [];
  let from: Key | null = domain.from;
  for (const interval of set) {
    if (from !== null && isBefore(from, interval.from)) result.push({ from, below: interval.from });
    from = interval.below;
  }
  if (from !== null && isBefore(from, domain.below)) result.push({ from, below: domain.below });
  return result;
}

/** The union of any intervals, in any order; empty ones are left out. */
export function union(intervals: readonly KeyInterval[]): ValueSet {
  const result: KeyInterval[] = [];
  for (const interval of intervals.toSorted((a, b) => compareKeys(a.from, b.from))) {
    if (!isBefore(interval.from, interval.below)) continue;
    const last = result.at(-1);
    if (!last || (last.below !== null && compareKeys(last.below, interval.from) < 0)) {
      result.push(interval);
      continue;
    }
    const below = last.below === null || interval.below === null ? null : higher(last.below, interval.below);
    result[result.length - 1] = { from: last.from, below };
  }
  return result;
}
