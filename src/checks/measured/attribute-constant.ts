import { note } from '../../base/finding.ts';
import type { MeasuredCheck } from '../check.ts';

/** An attribute that is the same for everybody who has it. */
export const attributeConstant: MeasuredCheck = {
  id: 'attribute-constant',
  title: 'Constant attribute',
  source: 'Seed 004: enough depth in the data for meaningful groups',
  severity: 'note',
  summary: 'Every known value of an attribute is the same, so it tells nobody apart.',
  needs: 'run',
  read: ({ missing, asOf }) =>
    missing
      .filter(({ isConstant, rows, missing: without }) => isConstant && rows - without > 1)
      .map(({ attribute, entity, rows, missing: without }) =>
        note(
          'attribute-constant',
          `\`${attribute.id}\` is the same for all ${rows - without} of \`${entity.id}\` that have it on ${asOf}.`,
          { place: attribute.place, hint: 'It can tell nobody apart; check that the right column was read.' },
        ),
      ),
};
