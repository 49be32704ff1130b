import type { CodedTable } from './codes.ts';

/** The rows of a table that differ, in the order they first come, and how often each counts; null where each counts once. */
export interface WeighedTable {
  readonly table: CodedTable;
  readonly weights: Float32Array | null;
}

/** After so many rows it is known whether many are the same; compressing pays where at most this share differs. */
const TRIED = 4_096;
const WORTH = 0.8;
/** Weights are 32-bit floats, which are exact whole numbers up to here; a row that counts more is written again. */
const HEAVIEST = 2 ** 20;

/**
 * Puts rows with the same codes together as one with the sum of their weights, where that leaves clearly fewer: answers
 * to a survey of yes and no. Everything that is learned from the two tables is the same but for rounding.
 */
export function compressRows(table: CodedTable, weights: Float32Array | null = null): WeighedTable {
  const { rows, books, codes } = table;
  const width = books.length;
  if (rows > TRIED && findDifferent(table, weights, TRIED).found > WORTH * TRIED) return { table, weights };
  const { found, chosen, sums } = findDifferent(table, weights, rows);
  if (found > WORTH * rows) return { table, weights };
  const kept = new Uint8Array(found * width);
  for (let i = 0; i < found; i++)
    kept.set(codes.subarray(chosen[i]! * width, (chosen[i]! + 1) * width), i * width);
  return { table: { rows: found, books, codes: kept }, weights: Float32Array.from(sums.subarray(0, found)) };
}

/** The first `rows` rows that differ: how many, which, and what each weighs. */
function findDifferent({ books, codes }: CodedTable, weights: Float32Array | null, rows: number) {
  const width = books.length;
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * Math.max(2, rows)))).fill(-1);
  const chosen = new Uint32Array(rows);
  const sums = new Float64Array(rows);
  let found = 0;
  for (let row = 0; row < rows; row++) {
    const weight = weights === null ? 1 : weights[row]!;
    let slot = hashOf(codes, row * width, width) & (slots.length - 1);
    while (slots[slot]! >= 0 && !isSame(codes, chosen[slots[slot]!]! * width, row * width, width))
      slot = (slot + 1) & (slots.length - 1);
    if (slots[slot]! < 0 || sums[slots[slot]!]! + weight > HEAVIEST) {
      slots[slot] = found;
      chosen[found++] = row;
    }
    sums[slots[slot]!]! += weight;
  }
  return { found, chosen, sums };
}

/** FNV-1a over the codes of a row, its high bits folded into the low ones. */
function hashOf(codes: Uint8Array, at: number, width: number): number {
  let hash = 0x811c9dc5;
  for (let b = 0; b < width; b++) hash = Math.imul(hash ^ codes[at + b]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

function isSame(codes: Uint8Array, one: number, other: number, width: number): boolean {
  for (let b = 0; b < width; b++) if (codes[one + b] !== codes[other + b]) return false;
  return true;
}
