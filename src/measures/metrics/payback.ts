import { defineMetric } from './metric.ts';
import { formatExact } from '../../sql/exact-number.ts';
import { absentFor, costEach, meanMoney } from './results.ts';

export const payback = defineMetric({
  id: 'payback',
  title: 'Payback',
  unit: 'months',
  definition: 'CAC over what a customer leaves a month: ARPA times the margin.',
  base: 'customers new in the period',
  interval: 'derived',
  source: 'Semantics section 3; seed 003: payback period',
  needs: ['acquisition', 'balance', 'margin'],
  tell: ({ acquisition, balance, margin }, terms) => {
    const cost = costEach(acquisition, terms);
    const arpa = meanMoney(balance.each, terms);
    if (cost.kind !== 'value') return cost;
    if (arpa.kind !== 'value') return arpa;
    const share = Number(formatExact(margin.share));
    const months = (each: number) => Number(cost.value) / (each * share);
    if (!(Number(arpa.value) * share > 0)) return absentFor('A customer leaves nothing a month.');
    const { interval } = arpa;
    return {
      kind: 'value',
      value: String(months(Number(arpa.value))),
      base: cost.base,
      interval:
        interval && interval.low > 0 ? { low: months(interval.high), high: months(interval.low) } : null,
    };
  },
});
