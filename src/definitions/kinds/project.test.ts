import { describe, expect, it } from 'vitest';
import { formatPlace } from '../../base/place.ts';
import { readDefinitions } from '../read-definitions.ts';

const read = (...texts: readonly string[]) =>
  readDefinitions(texts.map((text, index) => ({ path: `${index}.yaml`, text })));
const codes = (...texts: readonly string[]) =>
  read(...texts).findings.map(({ code, place }) => `${place ? formatPlace(place) : '-'} ${code}`);

describe('project', () => {
  it('has defaults for everything but its title', () => {
    expect(read('kind: project\ntitle: T\n').project).toMatchObject({
      title: 'T',
      currency: 'USD',
      timeZone: 'UTC',
      primary: null,
      limits: {
        segments: { from: 3, to: 7 },
        quarantinedShare: 0.01,
        fallbackShare: 0.1,
        largestShare: 0.8,
        boundaryMargin: 0.02,
        minimumCount: 10,
      },
    });
  });

  it('says what drift is measured from and by which levels, and how old things may be', () => {
    const head = 'kind: project\ntitle: T\n';
    expect(read(head).project).toMatchObject({
      drift: { since: null, notice: 0.1, alarm: 0.25 },
      freshness: { run: null, data: null },
    });
    const text = `${head}drift: { since: 2026-06-30, alarm: 0.4 }\nfreshness: { run: 2d, data: 1m }\n`;
    expect(read(text).project).toMatchObject({
      drift: { since: '2026-06-30', notice: 0.1, alarm: 0.4 },
      freshness: { run: { amount: 2, unit: 'd' }, data: { amount: 1, unit: 'm' } },
    });
    expect(codes(`${head}drift: { since: 2026-02-30 }\n`)).toEqual(['0.yaml:3:17 not-a-day']);
    expect(codes(`${head}drift: { notice: 0.5 }\n`).map((code) => code.split(' ')[1])).toEqual([
      'drift-backwards',
    ]);
    expect(codes(`${head}drift: { notice: 0 }\nfreshness: { run: often }\n`)).toHaveLength(2);
  });

  it('is there exactly once', () => {
    expect(codes('# nothing')).toEqual(['- project-missing']);
    const [finding] = read('kind: project\ntitle: A\n', 'kind: project\ntitle: B\n').findings;
    expect(finding?.code).toBe('project-repeated');
    expect(finding?.message).toContain('0.yaml:2:8');
    expect(finding?.place?.path).toBe('1.yaml');
  });

  it('is not missed where it only has findings of its own', () => {
    expect(codes('kind: project\ncurrency: EUR\n')).toEqual(['0.yaml:1:1 missing-key']);
  });

  it('refuses limits, zones and currencies that cannot be', () => {
    const text = `kind: project
title: T
currency: dollars
timeZone: Mars/Olympus
limits: { segments: { from: 9, to: 3 }, fallbackShare: 20, minimumCount: 0 }
`;
    expect(codes(text)).toEqual([
      '0.yaml:3:11 wrong-value',
      '0.yaml:5:56 wrong-value',
      '0.yaml:5:74 wrong-value',
    ]);
    expect(codes('kind: project\ntitle: T\ntimeZone: Mars/Olympus\n')).toEqual([
      '0.yaml:3:11 unknown-time-zone',
    ]);
    expect(codes('kind: project\ntitle: T\ntimeZone: "+01:00"\n')).toEqual(['0.yaml:3:11 unknown-time-zone']);
    expect(codes('kind: project\ntitle: T\nlimits: { segments: { from: 9, to: 3 } }\n')).toEqual([
      '0.yaml:3:21 limits-backwards',
    ]);
  });

  it('names a primary segmentation that exists', () => {
    expect(codes('kind: project\ntitle: T\nprimary: value\n')).toEqual(['0.yaml:3:10 unknown-reference']);
  });
});
