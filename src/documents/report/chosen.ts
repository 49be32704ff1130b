import { levelBlocks } from '../discovery/level-blocks.ts';
import { recommendationWords } from '../discovery-words.ts';
import { note, paragraph } from '../document.ts';
import type { ChosenNumber, SegmentationContent } from './content.ts';
import type { Part } from './part.ts';
import { anchorOf, countOf } from './words.ts';

/** How the number of discovered groups was chosen: the table of the search they were adopted from; null of other methods. */
export function chosenPart({ segmentation, chosen }: SegmentationContent): Part | null {
  if (chosen === null) return null;
  if ('absent' in chosen) return { absent: `How this number was chosen: ${chosen.absent}` };
  const { search, isLearnedAnew } = chosen.told;
  const id = anchorOf(segmentation, 'chosen');
  return {
    section: {
      id,
      title: 'How this number was chosen',
      blocks: [
        paragraph(chosenWords(chosen.told)),
        ...levelBlocks(search, { id, adopted: search.adopted }),
        ...(isLearnedAnew
          ? [
              note(
                `What was learned then is not what places now: the groups were learned anew since, as many of them. \`clade discover ${segmentation.entity.id}\` says whether the number still holds.`,
              ),
            ]
          : []),
      ],
    },
  };
}

function chosenWords({ search: kept }: ChosenNumber): string {
  const { asOf, search, adopted, settings } = kept;
  const row = search.levels.find(({ groups }) => groups === search.recommendation.groups);
  const how =
    adopted === search.recommendation.groups
      ? 'as it was recommended'
      : 'by decision, where something else was recommended';
  return `${countOf(adopted, 'group')} adopted from a search as of ${asOf} (run ${kept.runId}, seed ${settings.seed}, ${countOf(settings.bootstraps, 'refit')}), ${how}. What the search said: ${recommendationWords(search.recommendation, row?.stability ?? null)}`;
}
