import type { CloudKernel } from './cloud-room.ts';

/** Components are padded to a multiple of this, so that a row of a table is whole vectors of four floats. */
const VECTOR = 4;

/** Floats a table or histogram holds for each code: the number of components, padded to whole vectors. */
export const lanesFor = (components: number): number => Math.ceil(components / VECTOR) * VECTOR;

/** A stretch of rows, at most `BLOCK` of them, and the tables they are scored with. */
export interface Block {
  /** Row by row, `width` bytes each. */
  readonly codes: Uint8Array;
  readonly width: number;
  readonly from: number;
  readonly to: number;
  /** Weight of each row of the table; null where every row counts once. */
  readonly weights: Float32Array | null;
  readonly lanes: number;
  /** Natural logarithms of the components' shares, `lanes` of them; padding is `PADDING`. */
  readonly shares: Float32Array;
  /** Log mass of a code: `tables[(column * 256 + code) * lanes + component]`. */
  readonly tables: Float32Array;
}

/** Log share of a component that is not there; far enough below all others to weigh nothing. */
export const PADDING = -1e30;

/** Rows of a block; also the rows after which float sums are carried over into doubles. */
export const BLOCK = 65_536;

/** Differences of log scores below this count as this: the weight is nothing, and subnormals are slow. */
export const LEAST_EXPONENT = -60;

/**
 * The inner loops of a mixture. Every build gives the same bits: sums are of 32-bit floats, in the order of the columns
 * and the lanes, and the exponential is the polynomial of `float-exponential.ts`.
 */
export interface MixtureKernel {
  readonly name: string;
  /** The loops of the same build for clouds. */
  readonly clouds: CloudKernel;
  /**
   * E and M of a block: adds each row's responsibilities times its weight to `histogram`, which is shaped as the tables.
   * Returns the sum of weight times log likelihood.
   */
  accumulate(block: Block, histogram: Float32Array): number;
  /** E alone: writes the responsibilities of row `from + i` to `out[i * lanes ...]`; the same sum. */
  respond(block: Block, out: Float32Array): number;
}
