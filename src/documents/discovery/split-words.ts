import { percentOf } from '../../charts/drawing/format-number.ts';
import type { LevelSplits } from '../../charts/level-splits.ts';
import type { FoundLevel } from '../../measures/discovery/found-level.ts';
import type { GroupSearch } from '../../measures/discovery/group-search.ts';
import { countOf } from '../report/words.ts';

/** Below this share a group is not a part of one group of the row before. */
const NESTED = 0.9;

/** From each row to the next, which group falls into which: `1 → 1 (40.0 %) + 3 (20.0 %)`, shares of everybody. */
export function splitLines(levels: readonly FoundLevel[]): readonly string[] {
  return levels.slice(1).map((level, index) => {
    const parted = (levels[index]?.found ?? []).flatMap(({ number }) => {
      const parts = level.found.filter(({ origins }) => origins[0]?.number === number);
      return parts.length > 1
        ? [
            `${number} → ${parts.map((part) => `${part.number} (${percentOf(part.share.share, 1)})`).join(' + ')}`,
          ]
        : [];
    });
    const least = Math.min(...level.found.map(({ origins }) => origins[0]?.share ?? 1));
    const loose =
      least < NESTED ? `; not nested, ${percentOf(1 - least, 1)} of a group come from others` : '';
    return `${level.groups - 1} to ${level.groups}: ${parted.join(', ') || 'drawn anew'}${loose}`;
  });
}

/** The same as a picture takes it; `notesOf` is what stands beside a row under its verdict. */
export function splitPicture(
  { levels }: Pick<GroupSearch, 'levels'>,
  marked: number,
  notesOf: (groups: number) => readonly string[],
): LevelSplits {
  return {
    levels: levels.map(({ groups, verdict, found }) => ({
      title: countOf(groups, 'group'),
      notes: [verdict, ...notesOf(groups)],
      isMarked: groups === marked,
      groups: found.map(({ number, share, origins }) => ({ number, share: share.share, origins })),
    })),
  };
}

/** What each verdict in the table means, once: `natural: …`. */
export const verdictsIn = (levels: readonly FoundLevel[]) => [
  ...new Set(levels.map(({ verdict }) => verdict)),
];
