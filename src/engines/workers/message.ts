import type { Climbing } from '../../numeric/cluster/watch.ts';
import type { Answer, Ground } from '../../numeric/cluster/work.ts';

/**
 * What a worker is told: the ground of a work, once, and then parts of it. Works are numbered from 1; `current` holds the
 * number of the one that is wanted now, shared with the worker, so that it can leave a part of another one.
 */
export type Told =
  | {
      readonly kind: 'ground';
      readonly work: number;
      readonly ground: Ground;
      readonly kernel: string;
      readonly current: Int32Array;
    }
  | { readonly kind: 'part'; readonly work: number; readonly part: number };

/** What a worker says: a climb that begins, the answer of a part, or what went wrong. A part that was left is not spoken of. */
export type Said =
  | { readonly kind: 'climbing'; readonly work: number; readonly climbing: Climbing }
  | { readonly kind: 'answer'; readonly work: number; readonly part: number; readonly answer: Answer }
  | { readonly kind: 'failure'; readonly work: number; readonly part: number; readonly error: Error };
