import { formatNumber } from '../base/format-number.ts';
import { listed } from '../base/listed.ts';
import type { DriftVerdict, SubjectDrift } from '../measures/drift/drift.ts';

/** Each verdict in a word or two. */
export const VERDICT_WORDS: Readonly<Record<DriftVerdict, string>> = {
  steady: 'steady',
  notice: 'changed',
  alarm: 'drifted',
  'too-few': 'too few to say',
};

/** `0.31 drifted`; `too few to say`. */
export function indexWords({
  index,
  verdict,
}: {
  readonly index: number | null;
  readonly verdict: DriftVerdict;
}): string {
  return index === null ? VERDICT_WORDS[verdict] : `${index.toFixed(2)} ${VERDICT_WORDS[verdict]}`;
}

/** `2 drifted, 3 changed, 40 steady`, beginning with how many of them there are. */
function verdictCounts(drifts: readonly SubjectDrift[]): string {
  const parts = (['alarm', 'notice', 'steady', 'too-few'] as const).flatMap((verdict) => {
    const of = drifts.filter((one) => one.verdict === verdict).length;
    return of === 0 ? [] : [`${formatNumber(of)} ${VERDICT_WORDS[verdict]}`];
  });
  return listed(parts);
}

/** How everything stands against the last review, in a line. */
export function driftWords(drifts: readonly SubjectDrift[]): string {
  if (drifts.length === 0) return 'nothing earlier to compare with';
  const bases = [...new Set(drifts.map(({ base }) => base.asOf))].sort();
  const since = bases.length === 1 ? `since ${bases[0] ?? ''}` : `since ${bases[0] ?? ''} or later`;
  return `${since}: ${verdictCounts(drifts)}`;
}
