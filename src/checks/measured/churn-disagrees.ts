import type { Finding } from '../../base/finding.ts';
import { warning } from '../../base/finding.ts';
import type { ChurnAgreement, ChurnPair } from '../../measures/churn-agreement.ts';
import type { MeasuredCheck } from '../check.ts';

/** A source says customers left whom the project's own definition still counts, or the other way round. */
export const churnDisagrees: MeasuredCheck = {
  id: 'churn-disagrees',
  title: 'Sources disagree on who left',
  source: 'Churn is one definition per project; where sources differ, the difference is counted',
  severity: 'warning',
  summary: 'An attribute that means churned contradicts `activeWhen` and `formerWhen`.',
  needs: 'run',
  read: ({ churn, churnPairs, asOf }) => [
    ...churn.flatMap((one) => judge(one, asOf)),
    ...churnPairs.flatMap((pair) => judgePair(pair, asOf)),
  ],
};

function judge(
  { entity, attribute, leftButActive, stayedButFormer, left, active, former }: ChurnAgreement,
  asOf: string,
): readonly Finding[] {
  if (leftButActive + stayedButFormer === 0) return [];
  const parts = [
    ...(leftButActive > 0
      ? [`${leftButActive} of the ${left} that \`${attribute.id}\` says left are customers by \`activeWhen\``]
      : []),
    ...(stayedButFormer > 0
      ? [`${stayedButFormer} of ${former} former customers have not left by \`${attribute.id}\``]
      : []),
  ];
  return [
    warning('churn-disagrees', `On ${asOf}, ${parts.join('; ')} (${active} active, ${former} former).`, {
      place: attribute.place,
      hint: `Find out which is right; until then churn of \`${entity.id}\` depends on who is asked.`,
      data: { leftButActive, stayedButFormer, left, active, former },
    }),
  ];
}

/** Two sources that name different customers, whatever the project's definition says of them. */
function judgePair(
  { first, second, firstLeft, secondLeft, both }: ChurnPair,
  asOf: string,
): readonly Finding[] {
  if (firstLeft === both && secondLeft === both) return [];
  return [
    warning(
      'churn-disagrees',
      `On ${asOf}, \`${first.id}\` says that ${firstLeft} left and \`${second.id}\` that ${secondLeft} did; both say so of ${both}.`,
      {
        place: second.place,
        hint: 'Two sources that mean the same would name the same customers.',
        data: { [first.id]: firstLeft, [second.id]: secondLeft, both },
      },
    ),
  ];
}
