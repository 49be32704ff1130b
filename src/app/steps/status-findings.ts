import type { Stretch } from '../../attributes/window.ts';
import { dayBefore } from '../../attributes/window.ts';
import type { CalendarDate } from '../../base/calendar-date.ts';
import type { Finding } from '../../base/finding.ts';
import { error, warning } from '../../base/finding.ts';
import { listed } from '../../base/listed.ts';
import { subjectName } from '../../measures/drift/drift.ts';
import type { Project } from '../../definitions/project.ts';
import { daysAgo } from '../../documents/age-words.ts';
import type { StatusResult, StatusRun } from './status-result.ts';

/**
 * Why what is published should not be trusted today. Errors are what the project's own limits call alarm or stale, so that
 * a surface ends as it does for any error; edits that wait for a run are a warning.
 */
export function statusFindings(
  status: StatusResult,
  { freshness, drift, place }: Pick<Project, 'freshness' | 'drift' | 'place'>,
  newest: StatusRun,
): readonly Finding[] {
  const { on, lastRun } = status;
  const findings: Finding[] = [];
  if (lastRun.outcome === 'stopped')
    findings.push(
      error(
        'run-stopped',
        `The last run, as of ${lastRun.asOf} and ${daysAgo(lastRun.ranOn, on)}, was stopped; what is published is older.`,
        { hint: 'Run `clade run` and look at what it reports.' },
      ),
    );
  if (isOlder(newest.ranOn, freshness.run, on))
    findings.push(
      error(
        'run-late',
        `The newest run was ${daysAgo(newest.ranOn, on)}; the project asks for one every ${written(freshness.run)}.`,
        { place, hint: 'Run `clade run`, or let something run it regularly.' },
      ),
    );
  const day = newestDay(status);
  if (isOlder(day, freshness.data, on))
    findings.push(
      error(
        'data-stale',
        `The newest day of the data is ${day}, ${daysAgo(day, on)}; the project allows ${written(freshness.data)}.`,
        { place, hint: 'Bring the sources up to date, then run again.' },
      ),
    );
  const alarms = status.drift.filter(({ verdict }) => verdict === 'alarm');
  if (alarms.length > 0)
    findings.push(
      error(
        'drift-alarm',
        `${listed(alarms.slice(0, NAMED).map(({ subject }) => subjectName(subject)))}${alarms.length > NAMED ? ` and ${alarms.length - NAMED} more` : ''} ${alarms.length === 1 ? 'has' : 'have'} drifted to the alarm level of ${drift.alarm}.`,
        { hint: 'After a review name its day: `drift: { since: ... }`.' },
      ),
    );
  if (status.edits && status.edits.length > 0)
    findings.push(
      warning(
        'edits-unpublished',
        `${editsWords(status.edits)} in the files and not yet in what is published.`,
        {
          hint: 'Run `clade run` to publish them.',
        },
      ),
    );
  return findings;
}

/** Names in a sentence before the rest is only counted. */
const NAMED = 5;

function editsWords(edits: NonNullable<StatusResult['edits']>): string {
  const named = edits.slice(0, NAMED).map(({ kind, id, change }) => `${kind} \`${id}\` (${change})`);
  const more = edits.length - named.length;
  const all = more > 0 ? `${named.join(', ')} and ${more} more` : listed(named);
  return `${all} ${edits.length === 1 ? 'is' : 'are'} changed`;
}

/** The newest day any source has; the day of the run where none says. */
function newestDay({ sources, published }: StatusResult): CalendarDate {
  const days = sources.flatMap(({ newestOn }) => newestOn ?? []).sort();
  return days.at(-1) ?? published.asOf;
}

const isOlder = (day: CalendarDate, allowed: Stretch | null, on: CalendarDate) =>
  allowed !== null && day < dayBefore(on, allowed);

const UNITS = { d: 'day', w: 'week', m: 'month', y: 'year' } as const;

const written = (stretch: Stretch | null) =>
  stretch === null ? '' : `${stretch.amount} ${UNITS[stretch.unit]}${stretch.amount === 1 ? '' : 's'}`;
