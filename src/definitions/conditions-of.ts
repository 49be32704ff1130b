import type { Expression } from '../sql/expression.ts';
import type { Segmentation } from './project.ts';

/** Every condition a segmentation asks of its customers: its rules, and the exit edges of its segments. */
export function conditionsOf({
  rules,
  hysteresis,
}: Pick<Segmentation, 'rules' | 'hysteresis'>): readonly Expression[] {
  return [...rules, ...(hysteresis?.stays ?? [])].map(({ when }) => when);
}
