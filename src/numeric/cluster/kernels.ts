import type { MixtureKernel } from './kernel.ts';
import { plainKernel } from './plain-kernel.ts';
import { simdKernel } from './simd-kernel.ts';

/** The kernel of this name; another thread is told the name, since loops cannot be sent. */
export function kernelNamed(name: string): MixtureKernel {
  const kernel = [simdKernel, plainKernel].find((one) => one.name === name);
  if (kernel === undefined) throw new RangeError(`there is no kernel called ${name}`);
  return kernel;
}
