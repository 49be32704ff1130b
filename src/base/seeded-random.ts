/**
 * A stream of pseudo-random numbers fixed by its seed: sfc32 (Chris Doty-Humphrey's small fast counting
 * generator, PractRand), seeded through splitmix32. Not for secrets.
 */
export interface SeededRandom {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform integer in [from, to], both ends included. */
  integer(from: number, to: number): number;
  /** Normal with the given mean and standard deviation (Box-Muller). */
  normal(mean?: number, deviation?: number): number;
  /** An independent stream named by a text; the same name gives the same stream. */
  fork(name: string): SeededRandom;
}

export function seededRandom(seed: number): SeededRandom {
  let mix = seed >>> 0;
  const splitmix = () => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix ^ (mix >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return {
    next,
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    normal: (mean = 0, deviation = 1) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    fork: (name) => {
      let hash = seed | 0;
      for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
      return seededRandom(hash);
    },
  };
}
