import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Packs the package as it would be published, installs it alone in an empty folder, and uses it as a stranger would. */
const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'clade-package-'));
const MOST_MB = 150;
let passed = 0;

function step(name, work) {
  const note = work();
  passed += 1;
  console.log(`✓ ${name}${note ? `: ${note}` : ''}`);
}

const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const megabytes = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0) / 1_000_000;

const CONSUMER = `
import { openClade } from 'clade';
const outcome = await openClade({ folder: 'clade-demo' }).explain({ customer: 'A00002' });
const title: string = outcome.value?.placements[0]?.segmentTitle ?? '';
if (title === '') throw new Error('no placement');
console.log(title);
`;

const WORKERS = `
import { discoverSegments, discoverSegmentsIn, encodeTable, learnCoding } from 'clade/cluster';
import { openWorkers } from 'clade/workers';
const values = Array.from({ length: 600 }, (_, i) => (i % 3) * 9 + ((i * 7919) % 101) / 50);
const columns = ['a', 'b'].map((name) => ({ name, type: 'numbers', values }));
const table = encodeTable(columns, learnCoding(columns).books);
const options = { bootstraps: 4, mostComponents: 4 };
const workers = openWorkers({ count: 2 });
const found = await discoverSegmentsIn(workers, table, options);
await workers.close();
if (JSON.stringify(found) !== JSON.stringify(discoverSegments(table, options))) throw new Error('another answer');
console.log(found.recommended + ' segments in 2 workers, as in none');
`;

try {
  let tarball = '';
  step('pack', () => {
    tarball = JSON.parse(
      run('npm', ['pack', '--json', '--pack-destination', folder], root).replace(/^[^[{]*/, ''),
    )[0].filename;
    return tarball;
  });
  step('install alone', () => {
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'empty', 'package.json'), '{ "private": true, "type": "module" }');
    run('npm', ['install', '--no-audit', '--no-fund', join(folder, tarball)], join(folder, 'empty'));
  });
  step(`at most ${MOST_MB} MB`, () => {
    const size = megabytes(join(folder, 'empty', 'node_modules'));
    if (size > MOST_MB) throw new Error(`${size.toFixed(0)} MB`);
    return `${size.toFixed(0)} MB`;
  });
  step('npx clade demo', () => {
    const output = run('npx', ['clade', 'demo', '--accounts', '300'], join(folder, 'empty'));
    if (!output.includes('in a named segment')) throw new Error(output);
  });
  step('use as a library, typed', () => {
    writeFileSync(join(folder, 'empty', 'consumer.ts'), CONSUMER);
    const tsc = join(root, 'node_modules', '.bin', 'tsc');
    const options = [
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--exactOptionalPropertyTypes',
      '--types',
      '',
    ];
    run(tsc, [...options, 'consumer.ts'], join(folder, 'empty'));
    return run('node', ['consumer.js'], join(folder, 'empty')).trim();
  });
  step('cluster by itself', () => {
    copyFileSync(
      join(root, 'examples/library/cluster-table.mjs'),
      join(folder, 'empty', 'cluster-table.mjs'),
    );
    const output = run('node', ['cluster-table.mjs'], join(folder, 'empty'));
    if (!output.includes('take 3: natural')) throw new Error(output);
  });
  step('cluster in worker threads', () => {
    writeFileSync(join(folder, 'empty', 'workers.mjs'), WORKERS);
    return run('node', ['workers.mjs'], join(folder, 'empty')).trim();
  });
  console.log(`package: ${passed} passed, 0 failed`);
} catch (cause) {
  console.error(cause.stdout ?? '', cause.stderr ?? '', cause.message);
  console.log(`package: ${passed} passed, 1 failed`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
