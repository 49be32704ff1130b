import { describe, expect, it } from 'vitest';
import { error, warning } from '../base/finding.ts';
import { readDefinitions } from '../definitions/read-definitions.ts';
import { REVIEW_FILES } from '../../test/support/review-project.ts';
import { judgeChange } from './review-policy.ts';

const { project } = readDefinitions(
  Object.entries(REVIEW_FILES)
    .filter(([path]) => path.endsWith('.yaml'))
    .map(([path, text]) => ({ path, text })),
);
const segmentation = project?.segmentations[0];
if (!project || !segmentation) throw new Error('the definitions do not read');

const NONE = { added: [], gone: [], changed: [], same: 0 };

const judged = (
  policy: Partial<Parameters<typeof judgeChange>[1]>,
  [customers, of, money = 0]: readonly number[],
  added: (typeof NONE)['added'] = [],
) =>
  judgeChange(
    {
      asOf: project.sources[0]?.asOf ?? ('2026-06-30' as never),
      moves: [
        {
          segmentation,
          moved: {
            moved: { customers: customers ?? 0, money: `${money}.000000` },
            of: { customers: of ?? 0, money: '1000.000000' },
          },
        },
      ],
      findings: { ...NONE, added },
    },
    { movedShare: null, moneyShare: null, newFindings: 'error', ...policy },
    project.limits,
  ).map(({ code }) => code);

describe('the policy of a review', () => {
  it('allows anything unless it says so, and what is just as much', () => {
    expect(judged({}, [40, 40, 1000])).toEqual([]);
    expect(judged({ movedShare: 0.1, moneyShare: 0.1 }, [4, 40, 100])).toEqual([]);
    expect(judged({ movedShare: 0.1, moneyShare: 0.1 }, [5, 40, 101])).toEqual([
      'review-moved',
      'review-money',
    ]);
    expect(judged({ movedShare: 0 }, [1, 40])).toEqual(['review-moved']);
  });

  it('says nothing of fewer customers than the minimum count', () => {
    expect(judged({ movedShare: 0.1, moneyShare: 0.1 }, [4, 4, 1000])).toEqual([]);
  });

  it('takes new warnings where told to; new errors stop a run by themselves', () => {
    const added = [warning('w', 'W.'), error('e', 'E.')] as never;
    expect(judged({}, [0, 40], added)).toEqual([]);
    expect(judged({ newFindings: 'warning' }, [0, 40], added)).toEqual(['review-findings']);
  });
});
