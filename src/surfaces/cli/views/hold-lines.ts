import type { ExplainedPlacement } from '../../../app/explain.ts';
import type { ConditionSeen } from '../../../app/steps/explain-placement.ts';

/** Since when hysteresis has a customer where it is, and what it takes to leave. */
export function holdLines({ hold }: ExplainedPlacement): readonly string[] {
  if (!hold) return [];
  const { plain, since, isHeld, isOffGrid, mayLeave, dwell, stays } = hold;
  if (since === null)
    return [
      `  Not held: lack of data put it here, or it came between days of the grid. It may move on ${mayLeave}.`,
    ];
  const say = isHeld
    ? `Held here since ${since}: the rules alone say ${plain}`
    : `Here since ${since}, and the rules alone say so`;
  const today = isOffGrid ? '; on this day nobody moves' : '';
  const least = dwell > 0 ? ` (${dwell} days after it came at the earliest)` : '';
  const edge = stays ? `, once this is not true any more: ${seen(stays)}` : '';
  return [`  ${say}${today}.`, `  It may leave on ${mayLeave}${least}${edge}.`];
}

function seen({ text, outcome, values }: ConditionSeen): string {
  const now = { passes: 'true now', fails: 'not true now', 'lacks data': 'unknown now' }[outcome];
  const saw = Object.entries(values).map(([name, value]) => `${name} = ${value ?? 'missing'}`);
  return `${text.trim().replaceAll(/\s+/g, ' ')} (${[now, ...saw].join('; ')})`;
}
