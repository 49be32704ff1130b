import { warning } from '../../base/finding.ts';
import { listed } from '../../base/listed.ts';
import type { MeasuredCheck } from '../check.ts';

const SHOWN = 5;

/** An override that names somebody who is not there. */
export const overrideNobody: MeasuredCheck = {
  id: 'override-nobody',
  title: 'Override of nobody',
  source: 'Nothing turns into an empty segment because of a mistake',
  severity: 'warning',
  summary: 'An override names customers that are not in the data.',
  needs: 'run',
  read: ({ overrides, asOf }) =>
    overrides
      .filter(({ absent }) => absent.length > 0)
      .map(({ override: { id, place, customers }, absent }) =>
        warning(
          'override-nobody',
          `${absent.length} of the ${customers.length} customers \`${id}\` places by hand on ${asOf} ${absent.length === 1 ? 'is' : 'are'} not in the data: ${listed(absent.slice(0, SHOWN).map((key) => `\`${key}\``))}${absent.length > SHOWN ? ' and more' : ''}.`,
          {
            place,
            hint: 'Keys are case-sensitive; look with `clade explain` and in the quarantine.',
            data: { absent: absent.length, customers: customers.length },
          },
        ),
      ),
};
