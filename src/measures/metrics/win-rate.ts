import { defineMetric } from './metric.ts';
import { shareOf } from './results.ts';

export const winRate = defineMetric({
  id: 'win-rate',
  title: 'Win rate',
  unit: 'share',
  definition: 'Deals won over deals won and lost, of those closed in the period.',
  base: 'deals closed in the period',
  interval: 'wilson',
  source: 'Semantics section 3; seed 003: win rate',
  needs: ['deals'],
  tell: ({ deals: { won, lost } }, terms) => shareOf(won, won + lost, terms),
});
