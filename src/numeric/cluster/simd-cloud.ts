import { CLOUD_BYTES } from './simd-bytes.ts';
import type { CloudKernel } from './cloud-room.ts';
import { furnish, sizeOfRoom } from './cloud-room.ts';
import { plainCloud } from './plain-cloud.ts';
import { growTo, openModule } from './web-assembly.ts';

interface Loops {
  read(room: number, column: number, width: number): void;
  sum(room: number, column: number, width: number, freedom: number): void;
}

const BYTES = 8;
/** The room begins after a little that is never used. */
const START = 16;

/** The loops in WebAssembly SIMD, the plain ones where the machine has none; the same bits either way. */
export const simdCloud: CloudKernel = openSimd() ?? plainCloud;

function openSimd(): CloudKernel | null {
  const module = openModule<Loops>(CLOUD_BYTES);
  if (module === null) return null;
  const { loops, memory } = module;
  return {
    enter(scores, weights) {
      const size = sizeOfRoom(scores);
      growTo(memory, START + size * BYTES);
      return furnish(new Float64Array(memory.buffer, START, size), scores, weights);
    },
    read: ({ stride, width }) => loops.read(START, stride * BYTES, width),
    sum: ({ stride, width }, freedom) => loops.sum(START, stride * BYTES, width, freedom),
  };
}
