import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/seeded-random.ts';
import { cloudOfMoments, momentsOf } from './cloud-moments.ts';
import type { Block } from './kernel.ts';
import { lanesFor, PADDING } from './kernel.ts';
import { cloudDensities, fitCloud } from './elliptical-cloud.ts';
import { floatExponential } from './float-exponential.ts';
import { plainKernel } from './plain-kernel.ts';
import { simdKernel } from './simd-kernel.ts';

function randomBlock(components: number, width: number, rows: number, weighted: boolean): Block {
  const random = seededRandom(components * 100 + width);
  const lanes = lanesFor(components);
  const shares = new Float32Array(lanes).fill(PADDING);
  for (let j = 0; j < components; j++) shares[j] = Math.log(1 / components);
  return {
    codes: Uint8Array.from({ length: (rows + 5) * width }, () => random.integer(0, 255)),
    width,
    from: 5,
    to: rows + 5,
    weights: weighted ? Float32Array.from({ length: rows + 5 }, () => random.integer(0, 3)) : null,
    lanes,
    shares,
    tables: Float32Array.from({ length: width * 256 * lanes }, () => -60 * random.next() ** 3),
  };
}

describe('the exponential', () => {
  it('is right to single precision from -60 to 0', () => {
    for (let x = -60; x <= 0; x += 0.01)
      expect(Math.abs(floatExponential(Math.fround(x)) / Math.exp(Math.fround(x)) - 1)).toBeLessThan(1e-5);
  });
});

describe('the two kernels', () => {
  it('are two', () => expect(simdKernel.name).toBe('simd'));

  it.each([
    [1, 1, 10],
    [3, 7, 200],
    [4, 18, 500],
    [8, 18, 500],
    [11, 2, 300],
  ])('give the same bits for %i components and %i columns', (components, width, rows) => {
    for (const weighted of [false, true]) {
      const block = randomBlock(components, width, rows, weighted);
      const histograms = [plainKernel, simdKernel].map((kernel) => {
        const histogram = new Float32Array(block.tables.length).fill(0.25);
        return { sum: kernel.accumulate(block, histogram), histogram };
      });
      expect(histograms[1]).toEqual(histograms[0]);
      const responses = [plainKernel, simdKernel].map((kernel) => {
        const out = new Float32Array(rows * block.lanes);
        return { sum: kernel.respond(block, out), out };
      });
      expect(responses[1]).toEqual(responses[0]);
    }
  });

  it.each([1, 2, 301])('give the same bits for the clouds of %i rows', (rows) => {
    const random = seededRandom(rows);
    const scores = {
      rows,
      width: 5,
      values: Float64Array.from({ length: rows * 5 }, () =>
        random.next() < 0.2 ? Number.NaN : random.normal(),
      ),
    };
    const weights = Float64Array.from({ length: rows }, () => random.next());
    const densities = [plainKernel, simdKernel].map(({ clouds }) =>
      [false, true].map((hasFactors) => {
        const room = clouds.enter(scores, weights);
        const normal = cloudOfMoments(momentsOf(scores, weights), hasFactors);
        return cloudDensities(room, clouds, fitCloud(room, clouds, normal));
      }),
    );
    expect(densities[1]).toEqual(densities[0]);
    expect(densities[0]!.flatMap((some) => [...some]).every(Number.isFinite)).toBe(true);
  });

  it('weigh rows: two of a row are a row of weight 2', () => {
    const block = { ...randomBlock(4, 6, 50, false), weights: new Float32Array(55).fill(2) };
    const [once, twice] = [1, 2].map(() => new Float32Array(block.tables.length));
    const single = plainKernel.accumulate({ ...block, weights: null }, once!);
    expect(plainKernel.accumulate(block, twice!)).toBeCloseTo(2 * single, 6);
    twice!.forEach((value, i) => expect(value).toBeCloseTo(2 * once![i]!, 4));
  });

  it('are compiled from the source beside them', async () => {
    const root = resolve(import.meta.dirname, '../../..');
    const { compileKernels } = (await import(resolve(root, 'wasm/build.mjs'))) as {
      compileKernels(): Promise<string>;
    };
    const text = readFileSync(resolve(import.meta.dirname, 'simd-bytes.ts'), 'utf8');
    expect(await compileKernels()).toBe(text);
  });
});
