import { expect, it } from 'vitest';
import { evidenceWords, similarityWords, surenessWords } from './likeness-words.ts';

const known = { similarity: 0.97, isBoundary: false, isPoorFit: false, present: 10, compared: 12 };

it('calls nothing sure that has a doubt', () => {
  expect(surenessWords(known)).toBe('sure');
  expect(surenessWords({ ...known, similarity: 0.85 })).toBe('fairly sure');
  expect(surenessWords({ ...known, similarity: 0.7 })).toBe('leaning');
  for (const doubt of [{ isPoorFit: true }, { isBoundary: true }, { present: 5 }, { present: 0 }])
    expect(surenessWords({ ...known, ...doubt })).not.toMatch(/^(fairly )?sure$/);
});

it('words evidence by its strength, the same on both sides', () => {
  expect([0.1, 0.5, 2, 4, 9].map(evidenceWords)).toEqual([
    'hardly matters',
    'leans for',
    'speaks for',
    'speaks strongly for',
    'speaks very strongly for',
  ]);
  expect(evidenceWords(-4)).toBe('speaks strongly against');
});

it('never tells a similarity as certain', () => {
  expect([1, 0.93149, 0].map(similarityWords)).toEqual(['over 99.9 %', '93.1 %', 'under 0.1 %']);
});
