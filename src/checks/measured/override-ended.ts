import { warning } from '../../base/finding.ts';
import type { MeasuredCheck } from '../check.ts';

/** An override whose last day is over: it places nobody any more. */
export const overrideEnded: MeasuredCheck = {
  id: 'override-ended',
  title: 'Override that has ended',
  source: 'Seed 004: an exception has an owner and an end',
  severity: 'warning',
  summary: 'An override is past its last day, and its customers are placed by the rules again.',
  needs: 'run',
  read: ({ project, asOf }) =>
    project.segmentations
      .flatMap(({ overrides }) => overrides)
      .filter(({ until }) => until < asOf)
      .map(({ id, segmentation, segment, until, owner, customers, place }) =>
        warning(
          'override-ended',
          `\`${id}\` ended on ${until}: ${customers.length === 1 ? `\`${customers[0]}\` is` : `${customers.length} customers are`} placed by \`${segmentation}\` itself again, not in \`${segment}\`.`,
          {
            place,
            hint: `Ask ${owner}: remove it, or give it a later \`until\` and say why.`,
            data: { customers: customers.length },
          },
        ),
      ),
};
