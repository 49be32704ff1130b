/** Sundays; the third and the fourth have a Wednesday between them, 2026-03-18. */
export const SUNDAYS = [
  ...['2026-03-01', '2026-03-08', '2026-03-15'],
  ...['2026-03-22', '2026-03-29', '2026-04-05'],
] as const;

/** A reading of health on each Sunday; a dash where there was none. */
export type Readings = Readonly<Record<string, readonly (number | '-')[]>>;

/**
 * Worked by hand, with `at_risk` below 40 and left from 45, and a dwell of 10 days, which on Sundays is two weeks.
 *
 * | | 1 Mar | 8 Mar | 15 Mar | 22 Mar | 29 Mar | 5 Apr |
 * |---|---|---|---|---|---|---|
 * | flips | fine | at_risk → fine, 7 days | fine | at_risk, 21 days | fine → at_risk, 7 days | at_risk |
 * | lingers | at_risk | fine → at_risk, 7 days | fine → at_risk, 44 < 45 | fine, 46 | fine | fine |
 * | arrives | unknown | unknown | fine, at once | at_risk → fine, 7 days | at_risk, 14 days | at_risk |
 * | calm | fine | fine | fine | fine | fine | fine |
 *
 * Before an arrow stands what the rules alone say where that is something else.
 */
export const READINGS: Readings = {
  flips: [50, 38, 42, 38, 42, 38],
  lingers: [38, 42, 44, 46, '-', '-'],
  arrives: ['-', '-', 50, 38, '-', '-'],
  calm: [80, '-', '-', '-', '-', '-'],
};

export const HELD: Readonly<Record<string, readonly string[]>> = {
  flips: ['fine', 'fine', 'fine', 'at_risk', 'at_risk', 'at_risk'],
  lingers: ['at_risk', 'at_risk', 'at_risk', 'fine', 'fine', 'fine'],
  arrives: ['unknown', 'unknown', 'fine', 'fine', 'at_risk', 'at_risk'],
  calm: ['fine', 'fine', 'fine', 'fine', 'fine', 'fine'],
};

/** The moves of that story, and why. */
export const MOVES = [
  '2026-03-15 arrives unknown fine behaviour',
  '2026-03-22 flips fine at_risk behaviour',
  '2026-03-22 lingers at_risk fine behaviour',
  // Nothing new is known of it since the 22nd: its two weeks are over.
  '2026-03-29 arrives fine at_risk calendar',
];

export const HYSTERESIS = 'hysteresis: { every: week, dwell: 10 }';

export const heldProject = (hysteresis = HYSTERESIS, more = ''): string => `
kind: project
title: Held
currency: EUR
timeZone: UTC
primary: health
limits: { segments: { from: 1, to: 9 }, fallbackShare: 1, largestShare: 1, minimumCount: 1 }
---
kind: source
id: accounts
file: accounts.csv
key: id
columns: { id: text }
---
kind: source
id: readings
file: readings.csv
key: [account, day]
date: day
covers: { from: 2026-01-01, to: 2026-12-31 }
columns: { account: text, day: date, health: integer }
---
{ kind: entity, id: account, source: accounts, key: id }
---
kind: attribute
id: health
entity: account
basis: behavioural
aggregate: { source: readings, by: account, function: last, of: health }
---
kind: segmentation
id: health
title: Health
entity: account
method: rules
${hysteresis}
segments:
  - { id: at_risk, title: At risk, when: health < 40${hysteresis ? ', stays: health < 45' : ''} }
  - { id: fine, title: Fine, when: health >= 40 }
fallback: { id: unknown, title: Unknown }
${more}`;

export function heldFiles(
  readings: Readings = READINGS,
  days: readonly string[] = SUNDAYS,
): Readonly<Record<string, string>> {
  const rows = Object.entries(readings).flatMap(([account, values]) =>
    values.flatMap((health, index) => (health === '-' ? [] : [`${account},${days[index]},${health}`])),
  );
  return {
    'accounts.csv': `id\n${Object.keys(readings).join('\n')}\n`,
    'readings.csv': `account,day,health\n${rows.join('\n')}\n`,
  };
}
