import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adjustedRand } from '../../src/numeric/adjusted-rand.ts';
import { median } from '../medians.ts';
import type { Outcome } from '../promises.ts';
import type { DiscoverBench } from './options.ts';

/** Milliseconds from the file to the labels and of reading alone, processor time, most bytes of memory, groups found. */
interface Took {
  readonly wall: number;
  readonly reading: number;
  readonly processor: number;
  readonly memory: number;
  readonly groups: number;
}

const SIDES = ['clade', 'k-means', 'mini-batch'] as const;
type Side = (typeof SIDES)[number];

/** How many times as long, or as much memory, the peer takes at least. */
interface SpeedPromise {
  readonly against: Exclude<Side, 'clade'>;
  readonly of: 'wall' | 'memory';
  readonly times: number;
}

const PROMISES: Readonly<Record<number, readonly SpeedPromise[]>> = {
  10_000: [{ against: 'k-means', of: 'wall', times: 6 }],
  1_000_000: [
    { against: 'k-means', of: 'wall', times: 50 },
    { against: 'k-means', of: 'memory', times: 5 },
    { against: 'mini-batch', of: 'wall', times: 4 },
  ],
};
/** From here on no peer is asked; what is promised is memory. */
const ALONE = 10_000_000;
const MOST_MEMORY_ALONE = 800e6;
/** Rows planted at most; larger tables are copies of one. */
const PLANTED = 1_000_000;

/** One planted table a size, read by every side in a process of its own, in turns; medians are compared. */
export function measureSpeed({ rows, rounds }: DiscoverBench): readonly Outcome[] {
  return rows.flatMap((size) => {
    const folder = mkdtempSync(join(tmpdir(), 'clade-bench-'));
    try {
      const planted = Math.min(size, PLANTED);
      node('plant', String(planted), String(Math.round(size / planted)), folder);
      return size >= ALONE ? measureAlone(size, rounds, folder) : measureAgainst(size, rounds, folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

function measureAlone(size: number, rounds: number, folder: string): readonly Outcome[] {
  const took = Array.from({ length: rounds }, () => run('clade', folder));
  const memory = median(took.map((one) => one.memory));
  return [
    {
      what: `${size} rows x 18, memory`,
      measured: `${megabytes(memory)}, ${seconds(took, 'wall')}`,
      promised: `at most ${megabytes(MOST_MEMORY_ALONE)}`,
      isKept: memory <= MOST_MEMORY_ALONE,
      isExact: false,
    },
  ];
}

function measureAgainst(size: number, rounds: number, folder: string): readonly Outcome[] {
  const took: Record<Side, Took[]> = { clade: [], 'k-means': [], 'mini-batch': [] };
  for (let round = 0; round < rounds; round++)
    for (const side of round % 2 === 0 ? SIDES : SIDES.toReversed()) took[side].push(run(side, folder));
  for (const side of SIDES) tell(size, side, took[side], folder);
  const ratio = (against: Side, of: keyof Took) =>
    median(took[against].map((one) => one[of])) / median(took.clade.map((one) => one[of]));
  const told = (against: Side): SpeedPromise[] =>
    against === 'clade' ? [] : [{ against, of: 'wall', times: Number.NaN }];
  return (PROMISES[size] ?? SIDES.flatMap(told)).map(({ against, of, times }) => ({
    what: `${size} rows x 18, ${of} of ${against} over ours`,
    measured: `${ratio(against, of).toFixed(1)} x (processor ${ratio(against, 'processor').toFixed(1)} x)`,
    promised: Number.isNaN(times) ? null : `at least ${times} x`,
    isKept: ratio(against, of) >= times,
    isExact: false,
  }));
}

function tell(size: number, side: Side, took: readonly Took[], folder: string): void {
  const memory = megabytes(median(took.map((one) => one.memory)));
  const agreement = adjustedRand(labelsIn(folder, 'truth'), labelsIn(folder, side));
  console.log(
    `${size} rows, ${side}: ${seconds(took, 'wall')}, ${seconds(took, 'reading')} of it reading, ${seconds(took, 'processor')} of processor, ${memory}, ` +
      `${took[0]?.groups} groups, ARI ${agreement.toFixed(3)}`,
  );
}

function run(side: Side, folder: string): Took {
  const labels = join(folder, side);
  const printed =
    side === 'clade'
      ? node('search', folder, labels)
      : execFileSync(python(), [PEERS, join(folder, 'table.csv'), labels, side], { encoding: 'utf8' });
  return JSON.parse(printed) as Took;
}

function node(...args: readonly string[]): string {
  const once = join(import.meta.dirname, 'discover-once.js');
  return execFileSync(process.execPath, [once, ...args], { encoding: 'utf8' });
}

const PEERS = join('bench', 'discover', 'peers.py');

/** The first Python that has scikit-learn: Debian's stands beside one that somebody put before it. */
function python(): string {
  const found = ['python3', '/usr/bin/python3'].find((path) => {
    try {
      execFileSync(path, ['-c', 'import sklearn'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined)
    throw new Error('scikit-learn is not installed; on Debian: apt-get install python3-sklearn');
  return found;
}

function labelsIn(folder: string, name: string): Int32Array {
  const bytes = readFileSync(join(folder, name));
  return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

const seconds = (took: readonly Took[], of: 'wall' | 'reading' | 'processor') =>
  `${(median(took.map((one) => one[of])) / 1000).toFixed(1)} s`;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
