import type { Block, MixtureKernel } from './kernel.ts';
import { plainKernel } from './plain-kernel.ts';
import { MIXTURE_BYTES } from './simd-bytes.ts';
import { simdCloud } from './simd-cloud.ts';
import type { WasmMemory } from './web-assembly.ts';
import { growTo, openModule } from './web-assembly.ts';

interface Loops {
  accumulate(...pointers: readonly number[]): void;
  respond(...pointers: readonly number[]): void;
}

const VECTOR_BYTES = 16;

/** The kernel in WebAssembly SIMD, the plain one where the machine has none; the same bits either way. */
export const simdKernel: MixtureKernel = openSimd() ?? plainKernel;

function openSimd(): MixtureKernel | null {
  const module = openModule<Loops>(MIXTURE_BYTES);
  if (module === null) return null;
  const { loops, memory } = module;
  return {
    name: 'simd',
    clouds: simdCloud,
    accumulate(block, histogram) {
      const at = layOut(memory, block, histogram.byteLength);
      const shared = new Float32Array(memory.buffer, at.result, histogram.length);
      shared.set(histogram);
      loops.accumulate(
        ...[at.codes, block.to - block.from, block.width, block.lanes * 4, at.weights, at.shares, at.tables],
        ...[at.result, at.offsets, at.scores, at.most, at.sums],
      );
      histogram.set(shared);
      return logLikelihood(memory, block, at);
    },
    respond(block, out) {
      const rows = block.to - block.from;
      const at = layOut(memory, block, rows * block.lanes * 4);
      loops.respond(
        ...[at.codes, rows, block.width, block.lanes * 4, at.shares, at.tables, at.result],
        ...[at.offsets, at.most, at.sums],
      );
      out.set(new Float32Array(memory.buffer, at.result, rows * block.lanes));
      return logLikelihood(memory, block, at);
    },
  };
}

type Layout = ReturnType<typeof layOut>;

/** Places everything a block needs in the memory, which grows as needed, and copies it there. */
function layOut(memory: WasmMemory, block: Block, resultBytes: number) {
  const rows = block.to - block.from;
  let end = VECTOR_BYTES;
  const place = (bytes: number) => {
    const start = end;
    end = Math.ceil((start + bytes) / VECTOR_BYTES) * VECTOR_BYTES;
    return start;
  };
  const at = {
    offsets: place(block.width * 4),
    scores: place(block.lanes * 4),
    shares: place(block.shares.byteLength),
    most: place(rows * 4),
    sums: place(rows * 4),
    weights: block.weights === null ? 0 : place(rows * 4),
    tables: place(block.tables.byteLength),
    result: place(resultBytes),
    codes: place(rows * block.width),
  };
  growTo(memory, end);
  new Float32Array(memory.buffer, at.shares).set(block.shares);
  new Float32Array(memory.buffer, at.tables).set(block.tables);
  new Uint8Array(memory.buffer, at.codes).set(
    block.codes.subarray(block.from * block.width, block.to * block.width),
  );
  if (block.weights !== null)
    new Float32Array(memory.buffer, at.weights).set(block.weights.subarray(block.from, block.to));
  return at;
}

/** The logarithms are taken here, so that both builds use the same one. */
function logLikelihood(memory: WasmMemory, { from, to, weights }: Block, at: Layout): number {
  const most = new Float32Array(memory.buffer, at.most, to - from);
  const sums = new Float32Array(memory.buffer, at.sums, to - from);
  let sum = 0;
  for (let i = 0; i < most.length; i++)
    sum += (weights === null ? 1 : weights[from + i]!) * (most[i]! + Math.log(sums[i]!));
  return sum;
}
