import { parseArgs } from 'node:util';
import { measurePlacement } from './discover/placement.ts';
import { measureQuality } from './discover/quality.ts';
import { measureSpeed } from './discover/speed.ts';
import { tellOutcomes } from './promises.ts';

// Finding segments: speed and memory against scikit-learn on the same table, quality against truths that were planted.
const { values: given } = parseArgs({
  options: {
    parts: { type: 'string', default: 'speed,quality,placement' },
    rows: { type: 'string', default: '10000,100000,1000000,10000000' },
    rounds: { type: 'string', default: '3' },
    seeds: { type: 'string', default: '20' },
    noise: { type: 'string', default: '100' },
    jobs: { type: 'string', default: '2' },
  },
});

/** Each part measures for itself and returns its lines of the table. */
const PARTS = { speed: measureSpeed, quality: measureQuality, placement: measurePlacement };

const chosen = given.parts.split(',');
const unknown = chosen.filter((part) => !(part in PARTS));
if (unknown.length > 0)
  throw new RangeError(`no part ${unknown.join(', ')}; ${Object.keys(PARTS).join(', ')}`);
const options = {
  rows: given.rows.split(',').map(Number),
  rounds: Number(given.rounds),
  seeds: Number(given.seeds),
  noise: Number(given.noise),
  jobs: Number(given.jobs),
};
for (const [name, measure] of Object.entries(PARTS))
  if (chosen.includes(name)) tellOutcomes(await measure(options));
