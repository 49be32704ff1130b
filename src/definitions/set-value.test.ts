import { describe, expect, it } from 'vitest';
import { setValue } from './set-value.ts';

const HEALTH = `# Bands of a score.
kind: segmentation
id: health
entity: account     # whose
segments:
  - { id: low, from: 0, title: "Low, or lower" }   # the worst
  - id: high
    from: 50
    when: |-
      score >= 50
      and seats > 3
    cells:
      - { value: a }
      - { value: b }
fallback: { id: none }
---
{ kind: score, id: health, parts: [{ id: use, weight: 40 }, { id: age, weight: 2.5 }] }
`;
const FILES = [
  { path: 'clade.yaml', text: 'kind: project\ntitle: Any\n' },
  { path: 'health.yaml', text: HEALTH },
];
const ASKED = { kind: 'segmentation', id: 'health' };

function changed(written: string): readonly string[] {
  const set = setValue(FILES, ASKED, written);
  if ('finding' in set) throw new Error(set.finding.message);
  const before = HEALTH.split('\n');
  const now = (set.files.find(({ path }) => path === 'health.yaml')?.text ?? '').split('\n');
  expect(set.files[0]).toBe(FILES[0]);
  return [
    ...before.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
  ];
}

describe('setValue', () => {
  it('writes a value where it stands and leaves every other character', () => {
    expect(changed('segments.low.from=5')).toEqual([
      '-   - { id: low, from: 0, title: "Low, or lower" }   # the worst',
      '+   - { id: low, from: 5, title: "Low, or lower" }   # the worst',
    ]);
    expect(changed('entity=person')).toEqual([
      '- entity: account     # whose',
      '+ entity: person     # whose',
    ]);
  });

  it('counts items of lists from 1 where they have no id', () => {
    expect(changed('segments.high.cells.2.value=c')).toEqual([
      '-       - { value: b }',
      '+       - { value: c }',
    ]);
    expect(changed('segments.2.from=60')).toEqual(['-     from: 50', '+     from: 60']);
  });

  it('puts quotes around what would be read as something else', () => {
    expect(changed('segments.low.title=Low, or # lower')).toEqual([
      '-   - { id: low, from: 0, title: "Low, or lower" }   # the worst',
      "+   - { id: low, from: 0, title: 'Low, or # lower' }   # the worst",
    ]);
    expect(changed("segments.low.title=it's: so")[1]).toContain("title: 'it''s: so' }");
  });

  it('replaces blocks of text, lists and maps', () => {
    expect(changed('segments.high.when=score = 1')).toEqual([
      ...['-     when: |-', '-       score >= 50', '-       and seats > 3'],
      '+     when: score = 1',
    ]);
    expect(changed('segments.high.cells=[{ value: d }]')).toEqual([
      ...['-       - { value: a }', '-       - { value: b }'],
      '+       [{ value: d }]',
    ]);
  });

  it('reaches other definitions by kind and id, numbers with an equals sign in them too', () => {
    expect(changed('score/health:parts.age.weight=3')[1]).toContain('weight: 3 }] }');
    expect(changed('segments.high.when=a = b or c >= 2')).toContain('+     when: a = b or c >= 2');
  });

  it('says what there is where a path leads nowhere, with its place', () => {
    const told = (written: string) => {
      const set = setValue(FILES, ASKED, written);
      return 'finding' in set ? set.finding : null;
    };
    expect(told('segments.hihg.from=1')).toMatchObject({
      code: 'set-path',
      message: '`health.segments` has no `hihg`.',
      hint: 'Did you mean `high`?',
      place: { path: 'health.yaml', line: 6 },
    });
    expect(told('health:parts.age.weight=3')).toMatchObject({ code: 'set-definition' });
    expect(told('score/healt:parts=3')?.hint).toContain('clade list');
    expect(told('segmentation/heal:parts=3')?.message).toBe('No file defines `segmentation/heal`.');
    expect(told('segments.low.title=two\nlines')).toMatchObject({ code: 'set-value' });
    expect(told('from')).toMatchObject({ code: 'set-syntax' });
  });
});
