import { describe, expect, it } from 'vitest';
import { bandsOver, rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import { demographicsOnly } from './demographics-only.ts';

const attributes = {
  seats: 'integer firmographic',
  country: 'text demographic',
  logins: 'integer behavioural',
};
const size = bandsOver('seats', ['id: small, from: 0', 'id: large, from: 9'], 'size');
const read = (yaml: string, settings = 'primary: rules_under_test') =>
  demographicsOnly.read(sketchProject(attributes, yaml, settings).project);

describe('demographics-only', () => {
  it('names the attributes of a primary segmentation that looks at nothing else', () => {
    const [found] = read(rulesOf({ here: "country = 'PT'", big: 'seats > 20' }));
    expect(found?.message).toContain('`seats` and `country`');
    expect(found?.place).toMatchObject({ path: 'segments.yaml', line: 2 });
  });

  it('is content with one other attribute', () => {
    expect(read(rulesOf({ here: "country = 'PT'", busy: 'logins > 20' }))).toEqual([]);
  });

  it('looks through the segmentations that are asked for', () => {
    const asks = rulesOf({ big: "segment('size') = 'large'" });
    expect(read(`${size}---\n${asks}`)).toHaveLength(1);
    expect(read(`${size.replaceAll('seats', 'logins')}---\n${asks}`)).toEqual([]);
  });

  it('leaves lenses alone while some segmentation looks further', () => {
    const busy = rulesOf({ busy: 'logins > 20' });
    expect(read(`${size}---\n${busy}`)).toEqual([]);
    expect(read(`${size}---\n${busy}`, '')).toEqual([]);
    expect(read(size, '')).toHaveLength(1);
  });
});
