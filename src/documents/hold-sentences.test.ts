import { describe, expect, it } from 'vitest';
import { sketchProject } from '../../test/support/sketch-project.ts';
import { holdSentences } from './hold-sentences.ts';
import { vocabularyOf } from './rule-sentences.ts';

function told(hysteresis: string, stays = ''): readonly string[] {
  const { project } = sketchProject(
    { health: 'integer' },
    `kind: segmentation
id: health
entity: account
method: rules
hysteresis: ${hysteresis}
segments: [{ id: at_risk, when: health < 40${stays} }]
fallback: { id: fine }
`,
  );
  const [segmentation] = project.segmentations;
  if (!segmentation?.hysteresis) throw new Error('no hysteresis');
  return holdSentences(segmentation.hysteresis, 'at_risk', vocabularyOf(project, segmentation.entity));
}

describe('how long a segment keeps a customer, in words', () => {
  it('names the dwell, the exit edge and the days on which customers move', () => {
    expect(told('{ every: week, weekday: monday, dwell: 30 }', ', stays: health < 45')).toEqual([
      'Whoever is in it stays at least 30 days, and after that while health is below 45.',
      'Customers move on Mondays only.',
    ]);
    expect(told('{ every: month }', ', stays: health < 45')).toEqual([
      'Whoever is in it stays while health is below 45.',
      'Customers move on the last day of a month only.',
    ]);
    expect(told('{ every: day, dwell: 2 }')).toEqual(['Whoever is in it stays at least 2 days.']);
    expect(told('{ every: day }')).toEqual([]);
  });
});
