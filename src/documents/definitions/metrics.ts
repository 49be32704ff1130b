import type { Stretch } from '../../attributes/window.ts';
import type { Metrics } from '../../definitions/project.ts';
import type { Told } from './told.ts';

/** What the metrics of an entity are made from. */
export function metricsTold({
  entity,
  period,
  startWithin,
  margin,
  book,
  nps,
  revenue,
  deals,
  spend,
}: Metrics): Told {
  const stretch = ({ amount, unit }: Stretch) => `${amount}${unit}`;
  return {
    entity,
    period: stretch(period),
    'start within': stretch(startWithin),
    margin: margin ?? 'not given',
    book: book?.id ?? 'none',
    nps: nps?.source.id ?? 'none',
    revenue: revenue?.source.id ?? (book ? `months of ${book.id}` : 'none'),
    deals: deals?.source.id ?? 'none',
    spend: spend ? `${spend.source.id}${spend.by ? ` by ${spend.by.attribute.id}` : ''}` : 'none',
  };
}
