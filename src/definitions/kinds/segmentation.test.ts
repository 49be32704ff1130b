import { describe, expect, it } from 'vitest';
import { ACCOUNT, codesIn, findingsIn } from '../../../test/support/definition-findings.ts';

const rules = (id: string, when: string, more = '') =>
  `---\nkind: segmentation\nid: ${id}\nentity: account\nmethod: rules\nsegments:\n  - { id: one, when: "${when}"${more} }\nfallback: { id: rest }\n`;

describe('segmentation', () => {
  it('places what its method finds in the file', () => {
    const text = `kind: segmentation
id: a
entity: account
method: rules
segments:
  - id: x
    when: |-
      seats > 1
        and mr > 2
  - id: y
    when: 'seats like 5'
fallback: { id: z }
${ACCOUNT}`;
    const found = findingsIn(text);
    expect(found[0]).toMatchObject({ at: '9:13', length: 2, code: 'condition-unknown-name' });
    expect(found[0]?.hint).toContain('mrr');
    expect(found[1]?.at).toMatch(/^11:/);
  });

  it('places what is wrong with an edge at the edge', () => {
    const text = `kind: segmentation
id: a
entity: account
method: bands
attribute: seats
segments:
  - { id: x, from: 10 }
  - { id: y, from: 10 }
  - { id: z, from: many }
fallback: { id: other }
${ACCOUNT}`;
    expect(codesIn(text).map((one) => one.split(' ')[0])).toEqual(['8:20', '9:20']);
  });

  it('keeps the ids of segments apart, now and before', () => {
    const text = `${rules('a', 'seats > 1', ', was: [rest, older]').replace(
      'fallback',
      '  - { id: one, when: seats > 5 }\n  - { id: two, was: [older], when: seats > 7 }\nfallback',
    )}${ACCOUNT}`;
    expect(findingsIn(text).map(({ at, code, message }) => [at, code, message])).toEqual([
      ['7:11', 'id-repeated', 'A segment was called `rest`, which is taken at f.yaml:10:17.'],
      ['8:11', 'id-repeated', 'A segment is called `one`, which is taken at f.yaml:7:11.'],
      ['9:11', 'id-repeated', 'A segment was called `older`, which is taken at f.yaml:7:11.'],
    ]);
  });

  it('needs a segment and a fallback', () => {
    const text = `kind: segmentation\nid: a\nentity: account\nmethod: rules\nsegments: []\n${ACCOUNT}`;
    expect(codesIn(text)).toEqual(['1:1 missing-key', '5:11 wrong-value']);
  });

  it('knows the segments of the segmentations it asks for', () => {
    const text = `${ACCOUNT}${rules('a', 'seats > 1')}${rules('b', "segment('a') = 'on'")}${rules('c', "segment('aa') = 'one'")}`;
    expect(findingsIn(text).map(({ code, hint }) => [code, hint])).toEqual([
      ['condition-unknown-segment', expect.stringContaining('one')],
      ['condition-unknown-segmentation', expect.stringContaining('a')],
    ]);
  });

  it('names the ring of segmentations that ask for each other, and leaves the others', () => {
    const text = `${ACCOUNT}${rules('a', "segment('b') = 'one'")}${rules('b', "segment('c') = 'one'")}${rules('c', "segment('a') = 'one'")}${rules('d', 'nothing > 1')}`;
    expect(findingsIn(text).map(({ code, message }) => [code, message.replace(/ here\.$/, '')])).toEqual([
      [
        'reference-cycle',
        '`a` asks for a segment of `b` asks for a segment of `c` asks for a segment of `a`.',
      ],
      ['condition-unknown-name', 'There is no attribute `nothing`'],
    ]);
    expect(codesIn(`${ACCOUNT}${rules('a', "segment('a') = 'one'")}`)).toEqual(['14:5 reference-cycle']);
  });

  it('does not blame a condition for a segmentation with findings of its own', () => {
    const broken = rules('a', 'seats > 1')
      .replace('method: rules', 'method: rules\nowner: 5')
      .replace('id: one', 'id: ONE');
    expect(
      codesIn(`${ACCOUNT}${broken}${rules('b', "segment('a') = 'one'")}`).map((one) => one.split(' ')[1]),
    ).toEqual(['wrong-type', 'wrong-value']);
  });

  it('warns of stated texts that are no ranges', () => {
    expect(findingsIn(`${ACCOUNT}${rules('a', 'seats > 1', ', stated: Top 20%')}`)).toMatchObject([
      { at: '18:43', code: 'stated-not-a-range', severity: 'warning' },
    ]);
  });
});
