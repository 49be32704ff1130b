import { describe, expect, it } from 'vitest';
import { bandsOver, brief, rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { statedEdgeDiffers } from './stated-edge-differs.ts';

function differences(type: string, segments: readonly string[]) {
  const { project } = sketchProject({ amount: type }, bandsOver('amount', segments));
  return statedEdgeDiffers.read(project).map(brief);
}

describe('stated-edge-differs', () => {
  it('is silent where edges are as stated', () => {
    const segments = [
      'id: a, from: 0, stated: <20',
      'id: b, from: 20, stated: 20-499',
      'id: c, from: 500, stated: 500+',
    ];
    for (const type of ['integer', 'money', 'double']) expect(differences(type, segments)).toEqual([]);
  });

  it('warns where a band begins elsewhere', () => {
    expect(
      differences('money', ['id: a, from: 1, stated: <10', 'id: b, from: 1000, stated: "$10-50k"']),
    ).toEqual(['segments.yaml:8:34 warning {"segment":"b","edge":1000,"stated":"$10-50k"}']);
  });

  it('warns where a band has no lower edge and the text states one', () => {
    expect(differences('integer', ['id: a, stated: 10-50', 'id: b, from: 51, stated: 51+'])).toEqual([
      'segments.yaml:7:22 warning {"segment":"a","stated":"10-50"}',
    ]);
  });

  it('notes that the text leaves the edge itself out', () => {
    const segments = ['id: a, from: 0, stated: <50', 'id: b, from: 50000, stated: ">$50k"'];
    for (const type of ['integer', 'money', 'double'])
      expect(differences(type, segments)).toEqual([
        'segments.yaml:8:35 note {"segment":"b","edge":50000,"stated":">$50k"}',
      ]);
  });

  it('reads the edges of rules, which may be exclusive', () => {
    const yaml = rulesOf({ big: 'amount > 50000', small: 'amount < 50000' }).replace(
      'id: big,',
      'id: big, stated: ">50k",',
    );
    for (const type of ['integer', 'money', 'double'])
      expect(statedEdgeDiffers.read(sketchProject({ amount: type }, yaml).project)).toEqual([]);
  });
});
