import type { Cell, Column } from './column.ts';
import { cellAt } from './column.ts';

/** What a column is taken for. Constants and identifiers say nothing about groups and are left out. */
export type ColumnKind =
  | 'constant'
  | 'identifier'
  | 'boolean'
  | 'categorical'
  | 'ordinal'
  | 'count'
  | 'continuous';

/** What was seen in the sample a typing rests on; shares are 0..1 of the rows looked at, zeros of those present. */
export interface ColumnEvidence {
  readonly rows: number;
  readonly missingShare: number;
  readonly distinct: number;
  readonly zeroShare: number;
  readonly skewness: number;
}

/**
 * How a column is read: a decision as data, with the evidence and a sentence of why. `order` lists the levels of an
 * ordinal column of words, lowest first. `weight` scales the column's say in a mixture; 1 is a full vote, and columns
 * that say the same, `sameAs` each other, share one between them unless their weights are given.
 */
export interface ColumnTyping {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly transform: 'none' | 'log1p';
  readonly zeroAtom: boolean;
  readonly order: readonly string[] | null;
  readonly weight: number;
  readonly sameAs: readonly string[];
  readonly why: string;
  readonly evidence: ColumnEvidence;
}

/** What somebody decides in place of `typeColumn`. */
export type TypingOverride = Partial<
  Pick<ColumnTyping, 'kind' | 'transform' | 'zeroAtom' | 'order' | 'weight'>
>;

const ATOM_SHARE = 0.05;
const SKEWED = 1;
const ORDINAL_VALUES = 10;
const IDENTIFIER_SHARE = 0.9;
/** Below this many values nothing is called an identifier: everybody may be different in a small table. */
const IDENTIFIER_ROWS = 30;

/**
 * Decides how a column is read from the rows of a sample (indices into the column). Zero atom: more than 5 % exact
 * zeros and none below; log1p: nothing negative and skewness of what is not an atom above 1.
 */
export function typeColumn(
  column: Column,
  sample: ArrayLike<number>,
  override: TypingOverride = {},
): ColumnTyping {
  const cells = Array.from(sample, (row) => cellAt(column, row));
  const present = cells.filter((cell) => cell !== null);
  const numbers = present.filter((cell) => typeof cell === 'number');
  const decided = decideKind(column, present, numbers, override.kind);
  const zeros = numbers.reduce((count, value) => count + Number(value === 0), 0);
  const scaled = decided.kind === 'count' || decided.kind === 'continuous';
  const lowest = numbers.reduce((least, value) => Math.min(least, value), Infinity);
  const zeroShare = present.length === 0 ? 0 : zeros / present.length;
  const zeroAtom = override.zeroAtom ?? (scaled && lowest === 0 && zeroShare > ATOM_SHARE);
  const skew = skewness(zeroAtom ? numbers.filter((value) => value !== 0) : numbers);
  return {
    name: column.name,
    kind: decided.kind,
    transform: override.transform ?? (scaled && lowest >= 0 && skew > SKEWED ? 'log1p' : 'none'),
    zeroAtom,
    order: override.order ?? null,
    weight: override.weight ?? 1,
    sameAs: [],
    why: override.kind === undefined ? decided.why : 'as decided by the caller',
    evidence: {
      rows: cells.length,
      missingShare: 1 - present.length / Math.max(1, cells.length),
      distinct: new Set(present).size,
      zeroShare,
      skewness: skew,
    },
  };
}

interface Decision {
  readonly kind: ColumnKind;
  readonly why: string;
}

function decideKind(
  column: Column,
  present: readonly Cell[],
  numbers: readonly number[],
  given: ColumnKind | undefined,
): Decision {
  const distinct = new Set(present).size;
  if (distinct <= 1) return { kind: 'constant', why: 'one value or none' };
  if (given !== undefined) return { kind: given, why: '' };
  if (distinct === 2) return { kind: 'boolean', why: 'two values' };
  return column.type === 'numbers' ? kindOfNumbers(numbers, distinct) : kindOfWords(present, distinct);
}

function kindOfWords(present: readonly Cell[], distinct: number): Decision {
  return present.length >= IDENTIFIER_ROWS && distinct > IDENTIFIER_SHARE * present.length
    ? { kind: 'identifier', why: 'nearly every value is its own' }
    : { kind: 'categorical', why: `${distinct} words` };
}

function kindOfNumbers(numbers: readonly number[], distinct: number): Decision {
  if (!numbers.every(Number.isInteger)) return { kind: 'continuous', why: 'numbers with decimals' };
  if (isSerial(numbers)) return { kind: 'identifier', why: 'whole numbers that only ascend' };
  const [low, high] = numbers.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
  if (distinct <= ORDINAL_VALUES && high - low < ORDINAL_VALUES && skewness(numbers) <= SKEWED)
    return { kind: 'ordinal', why: `${distinct} whole numbers close together` };
  return low >= 0
    ? { kind: 'count', why: 'whole numbers from 0' }
    : { kind: 'continuous', why: 'whole numbers, some below 0' };
}

function isSerial(numbers: readonly number[]): boolean {
  return (
    numbers.length >= IDENTIFIER_ROWS && numbers.every((value, i) => i === 0 || value > (numbers[i - 1] ?? 0))
  );
}

/** Third standardised moment; 0 where there is no spread. */
function skewness(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  let [squares, cubes] = [0, 0];
  for (const value of values) {
    squares += (value - mean) ** 2;
    cubes += (value - mean) ** 3;
  }
  return squares === 0 ? 0 : cubes / values.length / (squares / values.length) ** 1.5;
}
