import type { CalendarDate } from '../base/calendar-date.ts';
import type { Finding } from '../base/finding.ts';
import { error } from '../base/finding.ts';
import type { Limits, ReviewPolicy } from '../definitions/policies.ts';
import type { Segmentation } from '../definitions/project.ts';
import type { Moved } from '../measures/movement/moved.ts';
import type { ComparedFindings } from './compare-findings.ts';
import { countOf, percent } from './number-words.ts';

/** What a change does, for the policy of a project to judge. */
export interface ReviewedChange {
  readonly asOf: CalendarDate;
  readonly moves: readonly { readonly segmentation: Segmentation; readonly moved: Moved }[];
  readonly findings: ComparedFindings;
}

/** Errors where a change does more than the project allows; fewer customers than the minimum count are never judged. */
export function judgeChange(
  { asOf, moves, findings }: ReviewedChange,
  { movedShare, moneyShare, newFindings }: ReviewPolicy,
  { minimumCount }: Limits,
): readonly Finding[] {
  const judged = moves.filter(({ moved }) => moved.of.customers >= minimumCount);
  return [
    ...judged.flatMap(({ segmentation, moved: { moved, of } }) =>
      tooMuch(
        'review-moved',
        segmentation,
        moved.customers,
        of.customers,
        movedShare,
        (share, limit) =>
          `On ${asOf}, ${moved.customers} of ${countOf(of.customers, 'customer')} (${share}) would be elsewhere in \`${segmentation.id}\`; the project allows ${limit}.`,
      ),
    ),
    ...judged.flatMap(({ segmentation, moved: { moved, of } }) =>
      tooMuch(
        'review-money',
        segmentation,
        Number(moved.money),
        Number(of.money),
        moneyShare,
        (share, limit) =>
          `On ${asOf}, customers with ${share} of the money would be elsewhere in \`${segmentation.id}\`; the project allows ${limit}.`,
      ),
    ),
    ...newWarnings(findings, newFindings),
  ];
}

function tooMuch(
  code: string,
  { place }: Segmentation,
  part: number,
  base: number,
  limit: number | null,
  says: (share: string, limit: string) => string,
): readonly Finding[] {
  if (limit === null || base <= 0 || part / base <= limit) return [];
  return [
    error(code, says(percent(part, base), percent(limit, 1)), {
      place,
      hint: 'Look at who moves; if it is meant, raise the limit under `review` in clade.yaml.',
      data: { part, base, limit },
    }),
  ];
}

/** New errors stop publishing by themselves; new warnings only where the project says so. */
function newWarnings(
  { added }: ComparedFindings,
  newFindings: ReviewPolicy['newFindings'],
): readonly Finding[] {
  const warnings = added.filter(({ severity }) => severity === 'warning');
  if (newFindings === 'error' || warnings.length === 0) return [];
  return [
    error(
      'review-findings',
      `The change brings ${countOf(warnings.length, 'new warning')}; the project allows none.`,
      {
        hint: 'Mend what they say, or set `newFindings: error` under `review` in clade.yaml.',
        data: { warnings: warnings.length },
      },
    ),
  ];
}
