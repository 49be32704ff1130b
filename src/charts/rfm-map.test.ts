import { expect, it } from 'vitest';
import type { RfmMap } from './rfm-map.ts';
import { rfmMap } from './rfm-map.ts';

const cells: RfmMap['cells'] = [1, 2].flatMap((recency) =>
  [1, 2].flatMap((frequency) =>
    [1, 2].map((monetary) => ({
      recency,
      frequency,
      monetary,
      segment: recency === 2 ? 0 : frequency === 2 ? 1 : null,
      customers: recency * 100 + frequency * 10 + monetary,
    })),
  ),
);
const data: RfmMap = { counted: 'customers', scores: 2, segments: ['Best', 'Rest'], cells };
const frame = { id: 'c', title: 'Map', description: 'All', width: 760 };

it('stripes the cells of no segment, and no others', () => {
  const svg = rfmMap.draw(data, frame);
  const striped = [
    ...svg.matchAll(/<title>(R \d, F \d, M \d): ([^,]+), [^<]*<\/title><rect[^>]*fill="url\(#c-stripes\)"/g),
  ];
  expect(striped.map(([, cell, owner]) => `${cell ?? ''} ${owner ?? ''}`)).toEqual([
    'R 1, F 1, M 1 in no segment',
    'R 1, F 1, M 2 in no segment',
  ]);
});

it('sets the most recent on top and the most frequent to the right', () => {
  const svg = rfmMap.draw(data, frame);
  const at = (cell: string) => {
    const [, x = '', y = ''] =
      new RegExp(`<title>${cell}:[^<]*</title><rect x="([\\d.]+)" y="([\\d.]+)"`).exec(svg) ?? [];
    return { x: Number(x), y: Number(y) };
  };
  expect(at('R 2, F 1, M 1').y).toBeLessThan(at('R 1, F 1, M 1').y);
  expect(at('R 1, F 2, M 1').x).toBeGreaterThan(at('R 1, F 1, M 1').x);
});

it('lists every cell, the fullest first', () => {
  const { rows } = rfmMap.table(data);
  expect(rows).toHaveLength(8);
  expect(rows[0]).toEqual(['222', 'Best', '222', '16.7 %']);
  expect(rows.at(-1)).toEqual(['111', 'in no segment', '111', '8.3 %']);
});
