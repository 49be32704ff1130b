import type { SegmentationStatus } from '../../../app/steps/status-parts.ts';
import type { StatusResult, StatusRun } from '../../../app/steps/status-result.ts';
import { daysAgo } from '../../../documents/age-words.ts';
import type { DriftSubject } from '../../../measures/drift/drift.ts';
import { driftWords, indexWords } from '../../../documents/drift-words.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, plural, share } from '../words.ts';

/** What a person looks at first: ages, then the segmentations, the sources, and what has drifted. */
export function statusView(status: StatusResult): string {
  return [headOf(status), segmentationTable(status), sourceTable(status), ...driftTable(status)].join('\n\n');
}

function headOf({ title, on, published, lastRun, edits, drift, findings }: StatusResult): string {
  const facts: readonly (readonly [string, string])[] = [
    ['published', `as of ${published.asOf}, ${daysAgo(published.asOf, on)}`],
    ['run', runWords(published, on)],
    ...(lastRun.runId === published.runId
      ? []
      : [['last run', `${runWords(lastRun, on)}, as of ${lastRun.asOf}: ${lastRun.outcome}`] as const]),
    ['definitions', editsWords(edits)],
    ['drift', driftWords(drift)],
    ['findings', findingWords(findings)],
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  return [`${title} on ${on}`, ...facts.map(([name, text]) => `${name.padEnd(width)}  ${text}`)].join('\n');
}

function runWords(run: StatusRun, on: StatusResult['on']): string {
  const commit = run.gitCommit === null ? 'no commit' : `commit ${run.gitCommit.slice(0, 10)}`;
  return `${run.ranOn}, ${daysAgo(run.ranOn, on)}; Clade ${run.cladeVersion} on ${run.engine} ${run.engineVersion}, ${commit}`;
}

function editsWords(edits: StatusResult['edits']): string {
  if (edits === null) return 'the files cannot be compared with what is published';
  if (edits.length === 0) return 'as published';
  const named = edits.slice(0, MOST_NAMED).map(({ id, change }) => `${id} (${change})`);
  const more = edits.length - named.length;
  return `${plural(edits.length, 'edit')} not published: ${named.join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`;
}

const MOST_NAMED = 6;

const findingWords = ({ error, warning, note }: StatusResult['findings']) =>
  [plural(error, 'error'), plural(warning, 'warning'), plural(note, 'note')].join(', ');

function segmentationTable({ segmentations, on }: StatusResult): string {
  const rows = segmentations.map((one) => [
    `${one.title}${one.isPrimary ? ' (primary)' : ''}`,
    one.definition,
    one.snapshot ? count(one.snapshot.active) : '–',
    one.snapshot ? share(one.snapshot.named, one.snapshot.active) : '–',
    one.snapshot ? daysAgo(one.snapshot.asOf, on) : 'never published',
    fitWords(one.fit, on),
    one.drift ? indexWords(one.drift) : '–',
  ]);
  const columns = tableColumns(
    'segmentation',
    'definition',
    '>customers',
    '>in a segment',
    'as of',
    'learned',
    'drift',
  );
  return printTable(columns, rows);
}

function fitWords(fit: SegmentationStatus['fit'], on: StatusResult['on']): string {
  if (!fit) return '';
  const learned = daysAgo(fit.learnedAsOf, on);
  if (fit.next === 'always') return `${learned}, at every run`;
  if (fit.next === 'when-changed') return learned;
  return `${learned}, ${fit.next === null ? 'no later day named' : `next from ${fit.next}`}`;
}

function sourceTable({ sources, on }: StatusResult): string {
  const rows = sources.map(({ source, newestOn, rowsRead, rowsLoaded, rowsQuarantined, loadedAt }) => [
    source,
    newestOn === null ? 'says no day' : `${newestOn}, ${daysAgo(newestOn, on)}`,
    count(rowsLoaded),
    share(rowsQuarantined, rowsRead),
    loadedAt.slice(0, 16).replace('T', ' '),
  ]);
  return printTable(tableColumns('source', 'newest day', '>rows', '>quarantined', 'loaded, UTC'), rows);
}

/** Only what is told: steady attributes are counted above. */
function driftTable({ drift }: StatusResult): readonly string[] {
  const told = drift.filter(({ verdict }) => verdict === 'alarm' || verdict === 'notice');
  if (told.length === 0) return [];
  const rows = told
    .slice(0, MOST_DRIFTED)
    .map((one) => [
      subjectCell(one.subject),
      indexWords(one),
      one.base.asOf,
      count(one.base.customers),
      count(one.now.customers),
    ]);
  const more = told.length > MOST_DRIFTED ? [`${plural(told.length - MOST_DRIFTED, 'more')} in --json.`] : [];
  return [
    [
      printTable(tableColumns('drifted', 'index', 'since', '>customers then', '>now'), rows),
      ...more,
      'Index: population stability, 0 for equal shares.',
    ].join('\n'),
  ];
}

function subjectCell(subject: DriftSubject): string {
  if (subject.kind === 'attribute') return `${subject.entity}.${subject.id}`;
  return subject.kind === 'fit' ? `${subject.id} (fit)` : subject.id;
}

const MOST_DRIFTED = 12;
