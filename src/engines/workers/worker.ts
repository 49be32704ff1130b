import { parentPort } from 'node:worker_threads';
import { kernelNamed } from '../../numeric/cluster/kernels.ts';
import type { Climbing } from '../../numeric/cluster/watch.ts';
import { Cancelled } from '../../numeric/cluster/watch.ts';
import { performPart } from '../../numeric/cluster/work.ts';
import type { Said, Told } from './message.ts';

type Work = Extract<Told, { kind: 'ground' }>;

/** The ground worked on, until another one is told. */
let work: Work | null = null;

parentPort?.on('message', (told: Told) => {
  if (told.kind === 'ground') work = told;
  else if (work !== null) compute(work, told.part);
});

/** Computes a part, unless its work is no longer wanted. */
function compute({ work: number, ground, kernel, current }: Work, part: number): void {
  const cancelled = () => Atomics.load(current, 0) !== number;
  if (cancelled()) return;
  const climbing = (one: Climbing) => say({ kind: 'climbing', work: number, climbing: one });
  try {
    const answer = performPart(ground, part, kernelNamed(kernel), { cancelled, climbing });
    say({ kind: 'answer', work: number, part, answer });
  } catch (cause) {
    if (cause instanceof Cancelled) return;
    const error = cause instanceof Error ? cause : new Error(String(cause));
    say({ kind: 'failure', work: number, part, error });
  }
}

const say = (said: Said): void => parentPort?.postMessage(said, []);
