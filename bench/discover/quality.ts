import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from '../medians.ts';
import type { Outcome } from '../promises.ts';
import type { CalibrationBin } from './calibration.ts';
import type { DiscoverBench } from './options.ts';
import type { CaseName, SeedResult } from './quality-cases.ts';

/** Segments every planted table has. */
const PLANTED = 4;
/** Share of seeds, and of tables without groups, that are told rightly. */
const RIGHT = 0.95;
const OF_ORACLE = 0.99;
const CORRELATED = 0.77;
/** Most that predicted and observed error of a bin differ. */
const CALIBRATED = 0.03;
/** The correlated tables have so many rows, or fewer if no more are asked for. */
const CORRELATED_ROWS = 10_000;
/** The largest table that is planted for every seed. */
const LARGEST = 1_000_000;

/** Everything over seeds from 1, several processes at once. */
export async function measureQuality({
  rows,
  seeds,
  noise,
  jobs,
}: DiscoverBench): Promise<readonly Outcome[]> {
  const sizes = rows.filter((size) => size <= LARGEST);
  const outcomes: Outcome[] = [];
  for (const size of sizes)
    outcomes.push(...wellSpecified(size, await judgeSeeds('well-specified', size, seeds, jobs)));
  const correlatedRows = Math.min(CORRELATED_ROWS, Math.max(...sizes));
  outcomes.push(...correlated(correlatedRows, await judgeSeeds('correlated', correlatedRows, seeds, jobs)));
  outcomes.push(structureless(await judgeSeeds('structureless', 0, noise, jobs)));
  return outcomes;
}

function wellSpecified(size: number, results: readonly SeedResult[]): readonly Outcome[] {
  const shares = results.map(({ agreement, oracle }) => agreement / oracle);
  const worst = worstBin(results.map(({ bins }) => bins));
  return [
    {
      what: `well-specified, ${size} rows, ${seedsOf(results)}: ARI over that of the true parameters`,
      measured: `${median(shares).toFixed(3)} (least ${Math.min(...shares).toFixed(3)})`,
      promised: `at least ${OF_ORACLE}`,
      isKept: median(shares) >= OF_ORACLE,
      isExact: false,
    },
    rightNumber(`well-specified, ${size} rows`, results, PLANTED),
    {
      what: `well-specified, ${size} rows: predicted and observed error in bins of ${worst.rows} rows`,
      measured: `${(100 * apart(worst)).toFixed(1)} points apart at most (${percent(worst.predicted)}, ${percent(worst.observed)})`,
      promised: `at most ${100 * CALIBRATED}`,
      isKept: apart(worst) <= CALIBRATED,
      isExact: false,
    },
  ];
}

function correlated(size: number, results: readonly SeedResult[]): readonly Outcome[] {
  const agreements = results.map(({ agreement }) => agreement);
  const numbers = rightNumber(`correlated 0.6, t(5), ${size} rows`, results, PLANTED);
  return [
    {
      what: `correlated 0.6, t(5), ${size} rows, ${seedsOf(results)}: ARI, level found by itself`,
      measured: `${median(agreements).toFixed(3)} (${Math.min(...agreements).toFixed(3)} to ${Math.max(...agreements).toFixed(3)})`,
      promised: `at least ${CORRELATED}`,
      isKept: median(agreements) >= CORRELATED,
      isExact: false,
    },
    { ...numbers, promised: null },
  ];
}

const structureless = (results: readonly SeedResult[]): Outcome => ({
  ...rightNumber('structureless', results, 1),
  what: `structureless, ${results.length} tables of 300 to 2000 rows: "no groups"`,
});

function rightNumber(table: string, results: readonly SeedResult[], right: number): Outcome {
  const wrong = results.filter(({ found }) => found !== right);
  const least = Math.ceil(RIGHT * results.length);
  const told = wrong.map(({ seed, found }) => `${found} in seed ${seed}`).join(', ');
  return {
    what: `${table}: the number of segments`,
    measured: `right in ${results.length - wrong.length} of ${results.length}${told && ` (${told})`}`,
    promised: `at least ${least}`,
    isKept: results.length - wrong.length >= least,
    isExact: false,
  };
}

/** The bins of all seeds put together by their place, and of those the one furthest out. */
function worstBin(seeds: readonly (readonly CalibrationBin[])[]): CalibrationBin {
  const together = (seeds[0] ?? []).map((_, place) => {
    const bins = seeds.flatMap((of) => of[place] ?? []);
    const rows = bins.reduce((sum, bin) => sum + bin.rows, 0);
    const mean = (of: 'predicted' | 'observed') =>
      bins.reduce((sum, bin) => sum + bin.rows * bin[of], 0) / rows;
    return { rows, predicted: mean('predicted'), observed: mean('observed') };
  });
  return together.reduce((worst, bin) => (apart(bin) > apart(worst) ? bin : worst));
}

/** Seeds 1, 2, 3 ... of a case, `jobs` at once, each in a process of its own. */
async function judgeSeeds(
  name: CaseName,
  rows: number,
  seeds: number,
  jobs: number,
): Promise<readonly SeedResult[]> {
  const results: SeedResult[] = [];
  let next = 1;
  const work = async () => {
    for (let seed = next++; seed <= seeds; seed = next++) {
      const once = join(import.meta.dirname, 'discover-once.js');
      const args = [once, 'quality', name, String(rows), String(seed)];
      results.push(JSON.parse((await promisify(execFile)(process.execPath, args)).stdout) as SeedResult);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return results.toSorted((one, other) => one.seed - other.seed);
}

const seedsOf = (results: readonly SeedResult[]) => `${results.length} seeds`;
const apart = ({ predicted, observed }: CalibrationBin) => Math.abs(predicted - observed);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
