import type { DraftSegmentation } from './draft.ts';
import { comment } from './writing/lines.ts';
import { segmentationText } from './writing/segmentation-text.ts';

/** Conditions that stand for the groups of another segmentation, and what is said beside each. */
export interface DraftRules extends Pick<
  DraftSegmentation,
  'id' | 'title' | 'description' | 'entity' | 'fallback'
> {
  /** Sentences above all: where the rules come from and how well they stand for it. */
  readonly about: readonly string[];
  readonly segments: readonly {
    readonly id: string;
    readonly title: string;
    readonly when: string;
    readonly note: string;
  }[];
}

/** A definition file of its own with one segmentation by rules. */
export function rulesText({ about, ...rules }: DraftRules): string {
  const lines = segmentationText({ ...rules, method: 'rules', options: {}, above: [], notes: {} });
  return `${[...about.flatMap((text) => comment(text)), '', ...lines].join('\n')}\n`;
}
