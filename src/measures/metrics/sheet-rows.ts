import type { FiguresFound } from '../figures/figures.ts';
import type { Metric, Terms } from './metric.ts';
import type { SheetRow } from './sheet.ts';

/** Every metric told of everybody and of each segment, these in the order of their figures. */
export function sheetRows(
  metrics: readonly Metric[],
  all: FiguresFound,
  segments: readonly FiguresFound[],
  terms: Terms,
): readonly SheetRow[] {
  return metrics.map((metric) => {
    const { id, title, unit, definition, base, interval, source } = metric;
    return {
      ...{ id, title, unit, definition, base, interval, source },
      total: metric.tell(all, terms),
      segments: segments.map((figures) => metric.tell(figures, terms)),
    };
  });
}
