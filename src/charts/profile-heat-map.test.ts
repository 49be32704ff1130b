import { expect, it } from 'vitest';
import { profileHeatMap } from './profile-heat-map.ts';

const data = {
  segments: ['Small', 'Large'],
  attributes: [
    {
      title: 'Seats',
      formed: true,
      cells: [
        { strength: -0.61, word: 'large' as const, isMarker: true },
        { strength: 0.02, word: 'negligible' as const, isMarker: false },
      ],
    },
    {
      title: 'Tickets',
      formed: false,
      cells: [null, { strength: 0.4, word: 'medium' as const, isMarker: false }],
    },
  ],
};
const frame = { id: 'c', title: 'Profile', description: 'All', width: 760 };

it('steps by the word and the side, and dots markers only', () => {
  const svg = profileHeatMap.draw(data, frame);
  const cell = (name: string) => new RegExp(`<title>${name}[^<]*</title>.*?</g>`).exec(svg)?.[0] ?? '';
  expect(cell('Small, Seats')).toMatch(/--chart-diverging-0.*<circle/);
  expect(cell('Large, Seats')).toMatch(/--chart-diverging-3/);
  expect(cell('Large, Tickets')).toMatch(/--chart-diverging-5/);
  expect(cell('Large, Tickets')).not.toContain('<circle');
  expect(cell('Small, Tickets')).toContain('too few to say');
});

it('says the same as a table', () => {
  expect(profileHeatMap.table(data).rows).toEqual([
    ['Seats (formed the segments)', '−0.61 large, marker', '+0.02 negligible'],
    ['Tickets', 'too few to say', '+0.40 medium'],
  ]);
});
