// Clustering by itself: no project, no files, any arrays. Run it from the root of the checkout after `npm run build`:
//   node examples/library/cluster-table.mjs
import {
  BOUNDARY_MARGIN,
  discoverSegments,
  encodeTable,
  explainRow,
  freezeMixture,
  learnCoding,
  placeRows,
  scoreTables,
  simdKernel,
} from 'clade/cluster';

// Nine hundred made-up accounts of three kinds: small ones that hardly log in, middling ones, and large daily users.
let state = 1;
const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
const kinds = Array.from({ length: 900 }, () => (uniform() < 0.5 ? 0 : uniform() < 0.6 ? 1 : 2));
const numbers = (name, of) => ({ name, type: 'numbers', values: kinds.map(of) });
const columns = [
  numbers('people', (kind) => Math.round(Math.exp(2.5 + 1.6 * kind + 0.6 * normal()))),
  numbers('logins', (kind) =>
    uniform() < 0.4 - 0.18 * kind ? 0 : Math.round(Math.exp(1 + kind + 0.5 * normal())),
  ),
  numbers('satisfaction', (kind) => (uniform() < 0.2 ? null : 6 + kind + 0.8 * normal())),
  {
    name: 'plan',
    type: 'words',
    values: kinds.map((kind) => (uniform() < 0.3 ? 'trial' : ['free', 'team', 'enterprise'][kind])),
  },
];

// 1. How each column is read: decisions as data, every one of them open to be changed through `overrides`.
const { typings, books } = learnCoding(columns);
for (const { name, kind, transform, zeroAtom, why } of typings)
  console.log(
    `${name}: ${kind} (${why})${transform === 'log1p' ? ', on a log scale' : ''}${zeroAtom ? ', zeros apart' : ''}`,
  );

// 2. How many groups there are, and how far they can be trusted.
const table = encodeTable(columns, books);
const discovery = discoverSegments(table, { seed: 1 });
for (const { segments, smallestJaccard, verdict } of discovery.levels)
  console.log(
    `${segments} segments: smallest Jaccard ${smallestJaccard?.toFixed(2) ?? 'not tested'}, ${verdict}`,
  );
console.log(`take ${discovery.recommended}: ${discovery.verdict}`);

// 3. A frozen fit: plain JSON, from which any row can be placed, new ones too, missing values and all.
const frozen = freezeMixture(table, discovery.levels[discovery.recommended - 1], simdKernel);
const tables = scoreTables(JSON.parse(JSON.stringify(frozen)));
const placed = placeRows(tables, table);
const boundary = placed.margin.filter((margin) => margin < BOUNDARY_MARGIN).length;
console.log(`${boundary} of ${table.rows} rows lie near a boundary`);

// 4. Why a new row is where it is: what each column adds, in nats; the parts add up exactly.
const prospect = encodeTable(
  [
    { name: 'people', type: 'numbers', values: [420] },
    { name: 'plan', type: 'words', values: ['enterprise'] },
  ],
  books,
);
const [segment] = placeRows(tables, prospect).segment;
const reasons = explainRow(tables, prospect.codes)[segment];
console.log(`the prospect is in segment ${segment}:`);
tables.columns.forEach(({ name }, c) => console.log(`  ${name} ${reasons.columns[c].toFixed(2)}`));
