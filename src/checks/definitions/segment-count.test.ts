import { describe, expect, it } from 'vitest';
import { bandsOver, sketchProject } from '../../../test/support/sketch-project.ts';
import { segmentCount } from './segment-count.ts';

function read(count: number, settings: string) {
  const segments = Array.from({ length: count }, (_, index) => `id: s${index}, from: ${index}`);
  return segmentCount.read(
    sketchProject({ seats: 'integer' }, bandsOver('seats', segments), settings).project,
  );
}

describe('segment-count', () => {
  it('holds the primary segmentation to three to seven', () => {
    const primary = 'primary: bands_under_test';
    expect(read(2, primary).map(({ data }) => data)).toEqual([{ segments: 2, from: 3, to: 7 }]);
    expect(read(3, primary)).toEqual([]);
    expect(read(7, primary)).toEqual([]);
    expect(read(8, primary)[0]?.place).toMatchObject({ path: 'segments.yaml', line: 2 });
  });

  it('takes the limits of the project', () => {
    expect(read(8, 'primary: bands_under_test\nlimits: { segments: { from: 5, to: 10 } }')).toEqual([]);
  });

  it('leaves lenses alone', () => {
    expect(read(20, '')).toEqual([]);
  });
});
