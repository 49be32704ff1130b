import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDuckdb } from '../src/engines/duckdb.ts';
import type { Engine } from '../src/engines/engine.ts';
import { openClade, openPreview } from '../src/index.ts';
import type { PreviewSession } from '../src/index.ts';
import { median } from './medians.ts';
import { tellOutcomes } from './promises.ts';
import type { Outcome } from './promises.ts';
import { writeCustomers } from './publish/hand-written.ts';

// What an edit would do, asked again and again as a slider moves, against the engine's own reading of the columns that
// the answer needs; the project and the customers of `publish`.
const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    questions: { type: 'string', default: '50' },
    threads: { type: 'string', default: '2' },
    memory: { type: 'string', default: '4GB' },
  },
});

/** An edge that moves a step a question, and the columns of the facts that placing by it reads. */
interface Slider {
  readonly segmentation: string;
  readonly edge: (step: number) => string;
  readonly columns: readonly string[];
  /** Whether it was promised; another is only told. */
  readonly isPromised: boolean;
}

/** Rules over three axes, bands over one; neither is asked for by others. Then bands whose segments another asks for. */
const SLIDERS: readonly Slider[] = [
  {
    segmentation: 'usage',
    edge: (step) => `segments.active.when=logins_30d >= ${5 + step} and features_used >= 3`,
    columns: ['logins_30d', 'features_used', 'seats'],
    isPromised: true,
  },
  {
    segmentation: 'tenure',
    edge: (step) => `segments.loyal.from=${300 + step}`,
    columns: ['tenure_days'],
    isPromised: true,
  },
  {
    segmentation: 'health',
    edge: (step) => `segments.at_risk.from=${10 + (step % 28)}`,
    columns: 'health arr logins_30d nps seats tenure_days features_used last_seen left_on'.split(' '),
    isPromised: false,
  },
];
const MOST_MS = 150;
const MOST_RATIO = 1.5;
/** With fewer customers, reading the definitions weighs more than they do. */
const LEAST_FOR_RATIO = 1_000_000;

const folder = mkdtempSync(join(tmpdir(), 'clade-bench-'));
try {
  cpSync(join('bench', 'publish', 'project'), folder, { recursive: true });
  await writeCustomers(Number(options.customers), join(folder, 'customers.parquet'));
  mkdirSync(join(folder, '.clade'));
  const engine = await openDuckdb({
    path: join(folder, '.clade', 'state.duckdb'),
    memoryLimit: options.memory,
    threads: Number(options.threads),
    tempDirectory: join(folder, '.clade', 'temp'),
  });
  try {
    tellOutcomes(await measured(engine));
  } finally {
    await engine.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measured(engine: Engine): Promise<readonly Outcome[]> {
  const given = { folder, engine: { name: 'given', engine } } as const;
  const { value } = await openClade(given).run();
  if (!value) throw new Error('nothing was published');
  const facts = `clade.facts_customer_${value.run.runId}`;
  const session = await openPreview(given);
  const outcomes: Outcome[] = [];
  for (const slider of SLIDERS) outcomes.push(...(await slid(session, engine, facts, slider)));
  return outcomes;
}

/** Question and scan by turns, so that both meet the machine in the same state; the first of each only warm it. */
async function slid(
  session: PreviewSession,
  engine: Engine,
  facts: string,
  { segmentation, edge, columns, isPromised }: Slider,
): Promise<readonly Outcome[]> {
  const [asked, scanned]: [number[], number[]] = [[], []];
  for (let step = -2; step < Number(options.questions); step++) {
    const answer = await timed(() => session.ask({ segmentation, set: [edge(Math.max(step, 0))] }));
    if (!answer.result.value) throw new Error(JSON.stringify(answer.result.findings));
    const scan = await timed(() => engine.query(ownScan(facts, [...columns, '_status', '_money'])));
    if (step < 0) continue;
    asked.push(answer.took);
    scanned.push(scan.took);
  }
  const ratio = median(asked) / median(scanned);
  const p95 = quantile(asked, 0.95);
  const what = `a moved edge of ${segmentation}, ${options.customers} customers`;
  return [
    {
      what,
      measured: `p50 ${median(asked).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
      promised: isPromised ? `p95 ${MOST_MS} ms` : null,
      ...{ isKept: p95 <= MOST_MS, isExact: false },
    },
    {
      what: `the same against reading ${columns.length + 2} columns`,
      measured: `${ratio.toFixed(2)} x of ${median(scanned).toFixed(0)} ms`,
      promised: isPromised && Number(options.customers) >= LEAST_FOR_RATIO ? `${MOST_RATIO} x` : null,
      ...{ isKept: ratio <= MOST_RATIO, isExact: false },
    },
  ];
}

/** The least that an engine does with every value: sum, least and greatest of each column. */
function ownScan(facts: string, columns: readonly string[]) {
  const numbers = new Set([
    'logins_30d',
    'features_used',
    'seats',
    'tenure_days',
    'health',
    'arr',
    'nps',
    '_money',
  ]);
  const told = columns.flatMap((name) => [
    `min(${name}), max(${name})`,
    ...(numbers.has(name) ? [`sum(${name})`] : []),
  ]);
  return { text: `select ${told.join(', ')} from ${facts}`, parameters: [], label: 'own scan' };
}

async function timed<Result>(work: () => Promise<Result>) {
  const began = performance.now();
  const result = await work();
  return { result, took: performance.now() - began };
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
}
