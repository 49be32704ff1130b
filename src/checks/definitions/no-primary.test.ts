import { describe, expect, it } from 'vitest';
import { bandsOver, sketchProject } from '../../../test/support/sketch-project.ts';
import { noPrimary } from './no-primary.ts';

const yaml = bandsOver('seats', ['id: a, from: 0'], 'size');
const read = (text: string, settings = '') =>
  noPrimary.read(sketchProject({ seats: 'integer' }, text, settings).project);

describe('no-primary', () => {
  it('asks for one as soon as there is a segmentation', () => {
    const [found] = read(yaml);
    expect(found?.hint).toContain('primary: size');
    expect(found?.place?.path).toBe('clade.yaml');
    expect(read('')).toEqual([]);
  });

  it('is silent when there is one', () => {
    expect(read(yaml, 'primary: size')).toEqual([]);
  });
});
