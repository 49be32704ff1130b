import type { ExplainedPlacement } from '../../../app/explain.ts';
import type { ConditionSeen } from '../../../app/steps/explain-placement.ts';
import { movingDays } from '../../../documents/hold-sentences.ts';

/** Since when hysteresis has a customer where it is, and what it takes to leave. */
export function holdLines({ hold, reason }: Pick<ExplainedPlacement, 'hold' | 'reason'>): readonly string[] {
  if (!hold) return [];
  const { plain, since, isHeld, isOffGrid, mayLeave, dwellUntil, grid, stays } = hold;
  if (since === null)
    return [
      reason === 'lacks_data'
        ? '  Lack of data put it here, so it is not held.'
        : `  It came between the days on which customers move, and is held from ${mayLeave} on.`,
    ];
  const say = isHeld
    ? `Held here since ${since}: the rules alone say ${plain}`
    : `Here since ${since}, and the rules alone say so too`;
  const today = isOffGrid ? '; today nobody moves' : '';
  const dwells = dwellUntil ? `its dwell is over on ${dwellUntil}, and ` : '';
  const edge = stays ? ` It stays while this is true: ${seen(stays)}.` : '';
  return [
    `  ${say}${today}.`,
    `  It may leave on ${mayLeave} at the earliest: ${dwells}customers move ${movingDays(grid)}.${edge}`,
  ];
}

function seen({ text, outcome, values }: ConditionSeen): string {
  const now = { passes: 'true now', fails: 'not true now', 'lacks data': 'unknown now' }[outcome];
  const saw = Object.entries(values).map(([name, value]) => `${name} = ${value ?? 'missing'}`);
  return `${text.trim().replaceAll(/\s+/g, ' ')} (${[now, ...saw].join('; ')})`;
}
