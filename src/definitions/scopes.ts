import type { ConditionScope } from '../sql/condition.ts';
import type { Source } from './project.ts';

/** The columns of a source, as an aggregate sees them. */
export function sourceScope(source: Source): ConditionScope {
  return {
    column(name) {
      const column = source.columns.find((one) => one.name === name);
      return column ? { column: name, type: column.type } : null;
    },
    segmentation: () => null,
    names: () => source.columns.map(({ name }) => name),
    segmentationNames: () => [],
  };
}

/** Name of the column that holds an attribute of the entity a customer belongs to. */
export function parentColumn(entity: string, attribute: string): string {
  return `${entity}__${attribute}`;
}

/** Name of the column that holds the segment of another segmentation. */
export function segmentColumn(segmentation: string): string {
  return `segment__${segmentation}`;
}

/** Name of the column that holds what a part of a score gives, 0..1: `health__rhythm`. */
export function scoreColumn(score: string, part: string): string {
  return `${score}__${part}`;
}
