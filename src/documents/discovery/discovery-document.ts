import type { CalendarDate } from '../../base/calendar-date.ts';
import { daysBetween } from '../../base/calendar-date.ts';
import { grouped } from '../../charts/drawing/format-number.ts';
import type { Finding } from '../../base/finding.ts';
import type { Block, Document, Section } from '../document.ts';
import { fold, list, note, paragraph, table } from '../document.ts';
import { recommendationWords } from '../discovery-words.ts';
import { findingBlocks, findingCounts } from '../report/findings.ts';
import { countOf } from '../report/words.ts';
import { askedAgain } from './asked-again.ts';
import { basisTable, depthLines, leftOutLines } from './basis-words.ts';
import type { DiscoveryContent, FoundGroups } from './content.ts';
import { groupsSection } from './groups-section.ts';
import { capital, levelBlocks } from './level-blocks.ts';

/** What a page says beside what was found. */
export interface DiscoveryPage {
  readonly project: string;
  readonly writtenOn: CalendarDate;
  /** Whether there is enough to search in, and what was said of the basis. */
  readonly findings: readonly Finding[];
  /** The segmentation that a row was adopted as, if one was. */
  readonly adopted: { readonly id: string; readonly groups: number } | null;
}

/** The page of a discovery. Equal content gives an equal page. */
export function discoveryDocument(found: DiscoveryContent, page: DiscoveryPage): Document {
  const { asOf, customers, rows, runId, entity, settings, search } = found;
  return {
    language: 'en',
    kicker: `${page.project} · discovery`,
    title: `Groups among customers (${entity})`,
    lead: null,
    facts: [
      { term: 'As of', text: asOf },
      {
        term: 'Age of the data',
        text: countOf(Math.max(0, daysBetween(asOf, page.writtenOn)), 'day'),
      },
      { term: 'Customers', text: grouped(customers) },
      { term: 'Read', text: rows === customers ? 'all of them' : grouped(rows) },
      { term: 'Searched', text: search ? grouped(search.searched) : 'none' },
      { term: 'Refits', text: grouped(settings.bootstraps) },
    ],
    provenance: `From the facts of run ${runId}, seed ${settings.seed}. The same data and \`${askedAgain(found)}\` find the same groups. Written on ${page.writtenOn}.`,
    sections: [
      summarySection(found, page),
      ...(search ? levelSections(found, search, page) : []),
      basisSection(found, page),
    ],
    footer: [
      `Made by Clade from run ${runId}, as of ${asOf}. This page needs no network and runs no script.`,
    ],
  };
}

function summarySection(found: DiscoveryContent, { adopted, findings }: DiscoveryPage): Section {
  const { search } = found;
  const counts = findingCounts(findings);
  return {
    id: 'summary',
    title: 'In short',
    blocks: [
      paragraph(
        search
          ? recommended(search)
          : 'Nothing was searched: there is too little to tell customers apart by; the findings below say why.',
      ),
      ...(counts === null ? [] : [paragraph(`Of what customers are compared by: ${counts}, told below.`)]),
      ...(search ? [note(nextWords(found, search, adopted))] : []),
    ],
  };
}

function recommended({ levels, recommendation }: FoundGroups): string {
  const row = levels.find(({ groups }) => groups === recommendation.groups);
  return recommendationWords(recommendation, row?.stability ?? null);
}

function nextWords(
  found: DiscoveryContent,
  { levels, recommendation }: FoundGroups,
  adopted: DiscoveryPage['adopted'],
): string {
  if (adopted) return `The row of ${adopted.groups} groups is adopted as the segmentation \`${adopted.id}\`.`;
  if ((levels.at(-1)?.groups ?? 1) < 2) return 'There is one row only: nothing can be adopted.';
  return `Any row can be adopted, whatever its verdict: \`${askedAgain(found)} --adopt ${Math.max(2, recommendation.groups)} --as natural\`.`;
}

function basisSection(found: DiscoveryContent, { findings }: DiscoveryPage): Section {
  const { coverage, leftOut, isProposed, asOf } = found;
  const { columns, rows } = basisTable(coverage);
  const left = leftOutLines(leftOut);
  return {
    id: 'basis',
    title: 'What customers are compared by',
    isChapter: true,
    blocks: [
      paragraph(
        isProposed
          ? 'Proposed: the numbers, words and flags of the entity that say of what kind a customer is.'
          : 'As it was asked for.',
      ),
      table({
        caption: `How each attribute is filled and read, over ${countOf(coverage.rows, 'customer')} as of ${asOf}. What says the same shares a vote.`,
        columns: columns.map(({ title, align }) => ({ title: capital(title), align })),
        rows,
      }),
      ...depthLines(coverage).map(paragraph),
      ...(findings.length > 0
        ? findingBlocks(findings)
        : [note('Nothing speaks against searching in these.')]),
      ...(left.length > 0 ? [fold(`${countOf(leftOut.length, 'attribute')} left out`, [list(left)])] : []),
    ],
  };
}

function levelSections(
  found: DiscoveryContent,
  search: FoundGroups,
  { adopted }: DiscoveryPage,
): readonly Section[] {
  const blocks: readonly Block[] = levelBlocks(
    { ...found, search },
    { id: 'levels', adopted: adopted?.groups ?? null },
  );
  return [
    { id: 'levels', title: 'How many groups', isChapter: true, blocks },
    ...(search.told ? [groupsSection({ ...found, search }, search.told)] : []),
  ];
}
