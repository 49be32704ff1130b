import { defineMetric } from './metric.ts';
import { studentQuantile } from '../../numeric/student-quantile.ts';
import { tooFew } from './results.ts';

export const nps = defineMetric({
  id: 'nps',
  title: 'NPS',
  unit: 'points',
  definition:
    'Per cent of answers of 9 and 10 less per cent of 0 to 6, of the latest answer of each respondent within 365 days.',
  base: 'respondents',
  interval: 't',
  source: 'Reichheld 2003; semantics section 3; seed 002: satisfaction by segment',
  needs: ['answers'],
  tell: ({ answers: { respondents, promoters, detractors } }, terms) => {
    if (respondents < terms.minimum || respondents < 2) return tooFew(respondents, terms);
    const mean = (promoters - detractors) / respondents;
    const variance = (promoters + detractors - respondents * mean * mean) / (respondents - 1);
    const reach = studentQuantile(0.975, respondents - 1) * Math.sqrt(variance / respondents);
    return {
      kind: 'value',
      value: String((100 * (promoters - detractors)) / respondents),
      base: respondents,
      interval: { low: Math.max(-100, 100 * (mean - reach)), high: Math.min(100, 100 * (mean + reach)) },
    };
  },
});
