import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { kernelNamed } from '../../numeric/cluster/kernels.ts';
import type { Watch } from '../../numeric/cluster/watch.ts';
import { Cancelled, goOn } from '../../numeric/cluster/watch.ts';
import type { Answer, Work, WorkPool } from '../../numeric/cluster/work.ts';
import { collectAnswers, performHere } from '../../numeric/cluster/work.ts';
import type { Said, Told } from './message.ts';
import { workerFile } from './worker-file.ts';

export interface WorkersOptions {
  /** How many threads; as many as the machine runs at once unless given, 0 computes in the caller's own. */
  readonly count?: number;
  /** The worker's program; the package's own unless given. */
  readonly file?: string;
}

/** Threads that compute the parts of a work. One work at a time; close them, or they go with the process. */
export interface Workers extends WorkPool {
  readonly count: number;
  close(): Promise<void>;
}

/** How often, in milliseconds, a watch is asked whether it cancels, while parts are computed elsewhere. */
const ASKED_EVERY = 50;
/** What threads throw away is collected sooner: a tenth less memory for a search, for a hundredth more time. */
const LIMITS = { maxYoungGenerationSizeMb: 12 };
/** No work has this number. */
const NOTHING = 0;

/** Opens threads for the long steps of a discovery; the answers are the same for any number of them. */
export function openWorkers({ count = availableParallelism(), file }: WorkersOptions = {}): Workers {
  const begin = () => new Worker(file ?? workerFile(), { resourceLimits: LIMITS });
  const threads = Array.from({ length: count }, begin);
  for (const thread of threads) thread.unref();
  const current = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  let works = NOTHING;
  return {
    count,
    async perform(work, kernel, watch) {
      goOn(watch);
      if (count === 0) return performHere(work, kernelNamed(kernel), watch);
      if (Atomics.load(current, 0) !== NOTHING) throw new Error('the workers have another work to do');
      works += 1;
      Atomics.store(current, 0, works);
      const ended = new AbortController();
      try {
        return await spread(threads, { work, kernel, number: works, current }, watch, ended.signal);
      } finally {
        Atomics.store(current, 0, NOTHING);
        ended.abort();
      }
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

interface Order {
  readonly work: Work;
  readonly kernel: string;
  readonly number: number;
  readonly current: Int32Array;
}

/** Gives every thread a part, and the next one when it has answered, until the answers in order are enough. */
function spread(
  threads: readonly Worker[],
  { work, kernel, number, current }: Order,
  watch: Watch,
  ended: AbortSignal,
): Promise<readonly Answer[]> {
  const { answers, take } = collectAnswers(work, watch);
  const parts = work.parts.values();
  return new Promise((resolve, reject) => {
    const giveNext = (thread: Worker) => {
      const { value: part } = parts.next();
      if (part !== undefined) tell(thread, { kind: 'part', work: number, part });
    };
    const hear = (thread: Worker, said: Said) => {
      if (said.work !== number) return;
      if (said.kind === 'climbing') watch.climbing?.(said.climbing);
      else if (said.kind === 'failure') reject(said.error);
      else if (take(said.part, said.answer)) resolve(answers);
      else giveNext(thread);
    };
    const asking = setInterval(() => {
      if (watch.cancelled?.() === true) reject(new Cancelled());
    }, ASKED_EVERY);
    ended.addEventListener('abort', () => clearInterval(asking));
    for (const thread of threads) {
      listen(thread, ended, (said) => hear(thread, said), reject);
      tell(thread, { kind: 'ground', work: number, ground: work.ground, kernel, current });
      giveNext(thread);
    }
  });
}

const tell = (thread: Worker, told: Told): void => thread.postMessage(told, []);

/** Listens to a thread until a work has ended, and keeps the process waiting for it as long. */
function listen(
  thread: Worker,
  ended: AbortSignal,
  hear: (said: Said) => void,
  fail: (cause: Error) => void,
): void {
  const isGone = () => fail(new Error('a worker has ended'));
  if (thread.threadId < 0) isGone();
  thread.on('message', hear).on('error', fail).on('exit', isGone).ref();
  ended.addEventListener('abort', () =>
    thread.off('message', hear).off('error', fail).off('exit', isGone).unref(),
  );
}
