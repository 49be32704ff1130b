import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testProject } from '../support/project.ts';

const CLADE = `
kind: project
title: By hand
limits: { segments: { from: 1, to: 9 } }
---
{ kind: source, id: accounts, file: accounts.csv, key: id, asOf: 2026-01-01, columns: { id: text, seats: integer } }
---
{ kind: entity, id: account, source: accounts, key: id }
---
{ kind: attribute, id: seats, entity: account, basis: firmographic, from: accounts.seats }
---
kind: segmentation
id: size
entity: account
method: rules
segments: [{ id: large, when: seats >= 100 }, { id: small, when: seats < 100 }]
fallback: { id: unknown }
---
kind: segmentation
id: served
entity: account
method: rules
segments: [{ id: by_people, when: segment('size') = 'large' }]
fallback: { id: by_mail }
---
kind: override
id: promised
segmentation: size
customer: [b, nobody]
segment: large
reason: Signed for 400 seats from autumn.
owner: ann
from: 2026-02-01
until: 2026-03-31
`;

const FILES = { 'clade.yaml': CLADE, 'accounts.csv': 'id,seats\na,200\nb,20\nc,\n' };

describe('placing by hand', () => {
  it('holds from a day until another, in the segmentation and in those that ask for it', async () => {
    const { clade, folder } = testProject(FILES);
    const placed = async (segmentation: string) => {
      const to = join(folder, `${segmentation}.jsonl`);
      await clade.export({ segmentation, to: `${segmentation}.jsonl` });
      return readFileSync(to, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .map(({ customer, segment, reason }) => `${customer} ${segment} ${reason}`);
    };
    const codesOf = async (asOf: string) => {
      const { findings } = await clade.run({ asOf });
      return findings.map(({ code }) => code).filter((code) => code.startsWith('override'));
    };
    expect(await codesOf('2026-01-31')).toEqual([]);
    expect(await placed('size')).toContain('b small matched');
    expect(await codesOf('2026-03-31')).toEqual(['override-nobody']);
    expect(await placed('size')).toEqual(['a large matched', 'b large overridden', 'c unknown lacks_data']);
    expect(await placed('served')).toContain('b by_people matched');
    const why = await clade.explain({ customer: 'b', segmentation: 'size' });
    expect(why.value?.placements[0]).toMatchObject({
      segment: 'large',
      reason: 'overridden',
      override: { id: 'promised', owner: 'ann', until: '2026-03-31' },
    });
    expect(why.value?.placements[0]?.rules.map(({ outcome }) => outcome)).toEqual(['fails', 'passes']);
    expect(await codesOf('2026-04-01')).toEqual(['override-ended']);
    expect(await placed('size')).toContain('b small matched');
    const { value } = await clade.movement({ segmentation: 'size', customer: 'b' });
    if (value?.kind !== 'customer') throw new Error('no history');
    expect(value.days.flatMap(({ steps }) => steps.map(({ cause }) => cause))).toEqual([
      'override',
      'override',
    ]);
  }, 60_000);
});
