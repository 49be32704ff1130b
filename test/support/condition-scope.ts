import type { ConditionScope } from '../../src/sql/condition.ts';
import type { Column } from '../../src/sql/relation.ts';

/** A segmentation that conditions may ask for; its segment stands in the column `segment_<id>`. */
export interface TestSegmentation {
  readonly id: string;
  readonly segments: readonly string[];
}

/** A scope over plain columns: `account.mrr` is the column `account__mrr`. */
export function conditionScope(
  columns: readonly Column[],
  segmentations: readonly TestSegmentation[] = [],
): ConditionScope {
  return {
    column: (name) => {
      const found = columns.find((column) => column.name === name.replace('.', '__'));
      return found ? { column: found.name, type: found.type } : null;
    },
    segmentation: (id) => {
      const found = segmentations.find((segmentation) => segmentation.id === id);
      return found ? { column: `segment_${id}`, segments: found.segments } : null;
    },
    names: () => columns.map(({ name }) => name.replace('__', '.')),
    segmentationNames: () => segmentations.map(({ id }) => id),
  };
}
