import { levelSplits } from '../../charts/level-splits.ts';
import { grouped } from '../../charts/drawing/format-number.ts';
import type { ToldSearch } from '../../measures/discovery/group-search.ts';
import { verdictMeanings } from '../discovery-words.ts';
import type { Block } from '../document.ts';
import { figure, fold, list, note, table } from '../document.ts';
import { countOf } from '../report/words.ts';
import { levelNotes, levelTable } from './level-table.ts';
import { splitLines, splitPicture, verdictsIn } from './split-words.ts';

/** Where the blocks stand, and which of the rows was taken, if one was. */
export interface LevelPlace {
  /** Begins ids on the page. */
  readonly id: string;
  readonly adopted: number | null;
}

/** The row of every number of groups, what the verdicts mean, and which group splits into which from row to row. */
export function levelBlocks(told: ToldSearch, { id, adopted }: LevelPlace): readonly Block[] {
  const { search } = told;
  const notesOf = (groups: number) => [
    ...(groups === search.recommendation.groups && groups > 1 ? ['recommended'] : []),
    ...(groups === adopted ? ['adopted'] : []),
  ];
  const { columns, rows } = levelTable(told, (groups) =>
    notesOf(groups)
      .map((word) => `\n${word}`)
      .join(''),
  );
  return [
    table({
      caption: `A row for each number of groups; ${basedOn(told)}.`,
      columns: columns.map(({ title, align }) => ({ title: capital(title), align })),
      rows,
    }),
    list(verdictsIn(search.levels).map((verdict) => `${capital(verdict)}: ${verdictMeanings[verdict]}.`)),
    fold('How to read the numbers', levelNotes(told).map(note)),
    ...splitBlocks(told, id, adopted ?? search.recommendation.groups, notesOf),
  ];
}

function splitBlocks(
  told: ToldSearch,
  id: string,
  marked: number,
  notesOf: (groups: number) => readonly string[],
): readonly Block[] {
  const lines = splitLines(told.search.levels);
  if (lines.length === 0) return [note('There is one row only, so nothing splits.')];
  return [
    figure(levelSplits, splitPicture(told.search, marked, notesOf), {
      id: `${id}-splits`,
      title: 'Which group splits into which',
      caption: `Groups by size, 1 the largest of its row; ${basedOn(told)}.`,
    }),
    fold('The splits in words', [list(lines)]),
  ];
}

/** `1,234 customers as of 2026-06-30, 1,000 of them searched`. */
export function basedOn({ customers, rows, asOf, search }: ToldSearch): string {
  const read = rows === customers ? '' : `, ${grouped(rows)} of them read`;
  const searched = search.searched === rows ? 'all' : grouped(search.searched);
  return `${countOf(customers, 'customer')} as of ${asOf}${read}, ${searched} ${rows === customers ? 'of them' : 'of those'} searched`;
}

export const capital = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
