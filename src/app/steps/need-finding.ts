import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { Need } from '../../plan/preview/edited-facts.ts';
import type { Difference } from '../../plan/preview/same-making.ts';
import type { Run } from '../../warehouse/runs.ts';

export const LOAD = 'Ask with `--load`: the sources are read for the answer, and nothing of it is kept.';

const WHY: Readonly<Record<Difference, string>> = {
  new: 'is new, and that run kept nothing of it',
  changed: 'is made otherwise than that run made it',
  source: 'is read from another place, or for other days, than that run read it',
  'made-of': 'is made of something that run did not keep',
};

/** What an answer from kept facts lacks, by name. */
export function needFinding(need: Need, { asOf }: Pick<Run, 'asOf'>): Finding {
  const from = `The facts of ${asOf} do not answer`;
  switch (need.kind) {
    case 'attribute': {
      const { id, place } = need.attribute;
      return error('preview-needs-facts', `${from}: \`${id}\` ${WHY[need.why]}.`, { place, hint: LOAD });
    }
    case 'entity':
      return error(
        'preview-needs-facts',
        `${from}: who \`${need.entity.id}\` lists, who of them is a customer, or what they pay is defined otherwise.`,
        { place: need.entity.place, hint: LOAD },
      );
    case 'fit':
      return error(
        'preview-needs-facts',
        `${from}: what \`${need.segmentation}\` places by has to be learned anew.`,
        { hint: LOAD },
      );
    case 'hold':
      return error(
        'preview-needs-facts',
        `${from}: \`${need.segmentation}\` has hysteresis, and whom it holds is not among them.`,
        { hint: LOAD },
      );
  }
}
