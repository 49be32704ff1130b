import type { MeasuredAttribute } from '../draft.ts';
import type { Proposal, Scene } from './proposal.ts';
import { just, known, nothing } from './proposal.ts';

/** Fewer customers teach no thresholds. */
const LEAST_CUSTOMERS = 50;
/** With fewer values a score has fewer than three steps. */
const LEAST_VALUES = 4;

/** Recency, frequency, money: from orders, else from use and revenue. */
export const rfm: Proposal = {
  id: 'rfm',
  title: 'Recency, frequency, money',
  summary: 'Three scores from 1 to 5, learned from the customers of the day, and a map without holes.',
  propose(scene) {
    const axes = axesOf(scene);
    if (!axes) return nothing();
    const [recency, frequency, monetary] = axes;
    const poor = axes.find(({ survey }) => survey.distinct < LEAST_VALUES);
    if (poor) return nothing(`No RFM: \`${poor.id}\` has only ${poor.survey.distinct} different values.`);
    if (scene.customers < LEAST_CUSTOMERS)
      return nothing(`No RFM: ${scene.customers} customers are too few to learn thresholds from.`);
    return just({
      ...{
        id: 'rfm',
        title: 'Recency, frequency, money',
        description: null,
        entity: scene.entity,
        method: 'rfm',
      },
      options: { recency: recency.id, frequency: frequency.id, monetary: monetary.id, preset: 'repaired' },
      segments: [
        { id: 'champions', title: 'Champions', description: 'All three scores are 5.' },
        { id: 'loyal', title: 'Loyal', description: 'All three are 4 or 5.' },
        {
          id: 'promising',
          title: 'Promising',
          description: 'There lately; not yet often, or not yet for much.',
        },
        { id: 'at_risk', title: 'At risk', description: 'Less lately, or worth much and gone quiet.' },
        { id: 'dormant', title: 'Dormant', description: 'Two or less of everything.' },
      ],
      fallback: {
        id: 'not_scored',
        title: 'Not scored',
        description: 'One of the three is missing: who never ordered has no last order.',
      },
      above: [
        'Recency, frequency, money: three scores from 1 to 5 and a map from their 125 combinations to five groups. The thresholds are learned at the first run and kept, so that next month the scores mean the same.',
      ],
      notes: { recency: 'small is good', preset: 'a map without holes; write `cells` for one of your own' },
    });
  },
};

function axesOf(scene: Scene): readonly [MeasuredAttribute, MeasuredAttribute, MeasuredAttribute] | null {
  const sets = [
    [['days_since_order'], ['orders'], ['spent', 'revenue_to_date', 'mean_order_value']],
    [['time_since_order'], ['repeat_orders'], ['mean_order_value', 'spent']],
    [['days_since_use'], ['active_days'], ['monthly_revenue', 'annual_revenue', 'revenue_to_date']],
  ] as const;
  for (const [r, f, m] of sets) {
    const [recency, frequency, monetary] = [known(scene, ...r), known(scene, ...f), known(scene, ...m)];
    if (recency && frequency && monetary) return [recency, frequency, monetary];
  }
  return null;
}
