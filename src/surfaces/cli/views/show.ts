import type { ShownDefinition, ShownSegment } from '../../../app/show.ts';
import { printTable, tableColumns } from '../table.ts';
import { count, money } from '../words.ts';

export function showView(shown: ShownDefinition): string {
  const facts = Object.entries({
    ...shown.facts,
    ...(shown.owner ? { owner: shown.owner } : {}),
    ...(shown.url ? { url: shown.url } : {}),
    file: shown.place,
  });
  const width = Math.max(...facts.map(([name]) => name.length));
  const parts = [
    `${shown.kind} ${shown.id}: ${shown.title}`,
    ...(shown.description ? [shown.description.trim()] : []),
    facts.map(([name, text]) => `${name.padEnd(width)}  ${text}`).join('\n'),
  ];
  if (shown.segments.length > 0) parts.push(segmentsView(shown));
  return parts.join('\n\n');
}

function segmentsView({ segments, snapshot }: ShownDefinition): string {
  const base = snapshot
    ? `Sizes as of ${snapshot.asOf}, run ${snapshot.runId}`
    : 'Not published yet: no sizes';
  const rows = segments.map((segment) => [
    segment.id,
    segment.title,
    segment.active === null ? '–' : count(segment.active),
    money(segment.money),
    ruleText(segment),
  ]);
  const inWords = segments.map((segment) => `${segment.title}: ${segment.inWords.join(' ')}`);
  return [
    `${base}\n${printTable(tableColumns('segment', 'title', '>active', '>money', 'rule'), rows)}`,
    `In words\n${inWords.join('\n')}`,
  ].join('\n\n');
}

const ruleText = ({ rule }: ShownSegment) => (rule ?? 'whoever is left').trim().replaceAll(/\s+/g, ' ');
