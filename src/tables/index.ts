import type { StateTable } from './state-table.ts';
import { assignments } from './assignments.ts';
import { definitionTexts } from './definition-texts.ts';
import { distributions } from './distributions.ts';
import { findings } from './findings.ts';
import { fits } from './fits.ts';
import { holds } from './holds.ts';
import { ledger } from './ledger.ts';
import { loads } from './loads.ts';
import { population } from './population.ts';
import { quarantine } from './quarantine.ts';
import { resemblances } from './resemblances.ts';
import { ruleCounts } from './rule-counts.ts';
import { ruleOverlaps } from './rule-overlaps.ts';
import { runDefinitions } from './run-definitions.ts';
import { runs } from './runs.ts';
import { searches } from './searches.ts';
import { segmentCounts } from './segment-counts.ts';
import { snapshots } from './snapshots.ts';
import { tombstones } from './tombstones.ts';
import { worklist } from './worklist.ts';

/** Every table Clade keeps; a test holds this list against the folder. */
export const stateTables: readonly StateTable[] = [
  assignments,
  definitionTexts,
  distributions,
  findings,
  fits,
  holds,
  ledger,
  loads,
  population,
  quarantine,
  resemblances,
  ruleCounts,
  ruleOverlaps,
  runDefinitions,
  runs,
  searches,
  segmentCounts,
  snapshots,
  tombstones,
  worklist,
];
