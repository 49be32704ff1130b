import { chartColumns } from '../../charts/chart.ts';
import { grouped, percentOf } from '../../charts/drawing/format-number.ts';
import type { Finding } from '../../base/finding.ts';
import type { Block, Document, Section } from '../document.ts';
import { list, note, paragraph, table } from '../document.ts';
import { findingBlocks } from '../report/findings.ts';
import { countOf } from '../report/words.ts';
import type { ReviewContent } from './content.ts';
import { reviewedSection } from './segmentation.ts';
import {
  baseWords,
  changedWord,
  fromTo,
  groupedNames,
  inCaption,
  moneyTitle,
  movedMoneyWords,
  movedWords,
  nameWords,
  newFindingWords,
  unchangedWords,
} from './words.ts';

/** A review for a pull request: what moves, first in one table, then each segmentation for itself. */
export function reviewDocument(review: ReviewContent): Document {
  const { project, asOf, commit, changes, segmentations, writtenOn } = review;
  return {
    language: 'en',
    kicker: `${project.title} · change review`,
    title: 'What this change would do',
    lead: null,
    facts: [
      { term: 'As of', text: asOf },
      { term: 'Before', text: baseWords(review) },
      { term: 'After', text: commitWords(commit) },
      {
        term: 'Changed',
        text: `${countOf(changes.length, 'definition')}, ${grouped(segmentations.length)} of ${countOf(segmentationsIn(review), 'segmentation')}`,
      },
      { term: 'Findings', text: newFindingWords(review) ?? 'no new error or warning' },
    ],
    provenance: `Both sides read the data as it is on ${writtenOn} and place everybody as of ${asOf}, by the same facts, fits and overrides as a run. Nothing was published.`,
    sections: [
      summarySection(review),
      ...(changes.length > 0 ? [changesSection(review)] : []),
      ...segmentations.map((one) => reviewedSection(one, review)),
      ...findingsSection(review),
    ],
    footer: [
      `Made by Clade, as of ${asOf}, against ${baseWords(review)}. A run of these files for the same day and data moves exactly these customers.`,
    ],
  };
}

const segmentationsIn = ({ segmentations, unchanged }: ReviewContent) => segmentations.length + unchanged;

function commitWords(commit: string | null): string {
  if (commit === null) return 'the files as they are';
  const short = `\`${commit.slice(0, 12)}\``;
  return commit.endsWith('+') ? `${short} with edits that are not committed` : short;
}

function summarySection(review: ReviewContent): Section {
  const { segmentations, refused } = review;
  return {
    id: 'summary',
    title: 'In short',
    blocks: [
      ...(refused.length > 0
        ? [paragraph('The project does not allow it:'), list(refused.map(({ message }) => message))]
        : []),
      ...(segmentations.length > 0 ? [overviewTable(review)] : []),
      note(unchangedWords(review)),
      ...policyNote(review),
    ],
  };
}

function overviewTable(review: ReviewContent): Block {
  const { asOf, project, segmentations } = review;
  return table({
    caption: `Customers as of ${asOf} who would be elsewhere than by ${inCaption(baseWords(review))}, of everybody who is a customer by either, and their money. Shares of fewer than ${project.minimumCount} are too few to say.`,
    columns: chartColumns(
      'Segmentation',
      'Places',
      'Change',
      '>Would move',
      `>${moneyTitle(segmentations)}`,
      '>Lack data',
    ),
    links: segmentations.map(({ id }) => `segmentation-${id}`),
    rows: segmentations.map((one) => [
      one.title,
      one.entity,
      changedWord(one),
      movedWords(one, project.minimumCount),
      movedMoneyWords(one, project.minimumCount),
      fromTo(one.before?.lacksData, one.after?.lacksData),
    ]),
  });
}

function policyNote({ policy, refused }: ReviewContent): readonly Block[] {
  const limits = [
    ...(policy.movedShare === null
      ? []
      : [`${percentOf(policy.movedShare, 1)} of the customers of a segmentation elsewhere`]),
    ...(policy.moneyShare === null ? [] : [`${percentOf(policy.moneyShare, 1)} of their money`]),
    ...(policy.newFindings === 'warning' ? ['no new warning'] : []),
  ];
  if (limits.length === 0 || refused.length > 0) return [];
  return [note(`The project allows ${limits.join(', ')}: this change is within that.`)];
}

/** Users of one kind that are named; in a row of a table more would hide the rest. */
const MOST_NAMES = 20;

function changesSection({ changes }: ReviewContent): Section {
  return {
    id: 'definitions',
    title: 'What was written',
    isChapter: true,
    blocks: [
      table({
        caption: 'Definitions whose own words are others, and everything that uses them.',
        columns: chartColumns('Definition', 'Change', 'Where', 'Used by'),
        rows: changes.map((change) => [
          nameWords(change),
          change.is,
          `\`${change.place.path}:${change.place.line}\``,
          change.usedBy.length === 0 ? '–' : groupedNames(change.usedBy, MOST_NAMES),
        ]),
      }),
    ],
  };
}

function findingsSection({ findings: { added, gone, changed, same } }: ReviewContent): readonly Section[] {
  const told = (lead: string, findings: readonly Finding[]): readonly Block[] =>
    findings.length === 0 ? [] : [paragraph(lead), ...findingBlocks(findings)];
  const others = changed.filter(({ after }) => after.severity !== 'note');
  return [
    {
      id: 'findings',
      title: 'Findings',
      isChapter: true,
      blocks: [
        ...told('New with this change:', added),
        ...told('Gone with this change:', gone),
        ...(others.length === 0
          ? []
          : [
              paragraph('Said before and after, with other numbers:'),
              list(others.map(({ before, after }) => `${after.message} Before: ${before.message}`)),
            ]),
        note(
          `${countOf(same, 'finding')} of definitions, data and placements ${same === 1 ? 'is' : 'are'} the same before and after. Placements are judged where they changed.`,
        ),
      ],
    },
  ];
}
