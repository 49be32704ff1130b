import { describe, expect, it } from 'vitest';
import type { Chart } from '../../../src/charts/chart.ts';
import { charts } from '../../../src/charts/index.ts';
import { chartExamples } from '../../support/chart-examples.ts';
import type { DrawnText } from '../../support/read-picture.ts';
import { readPicture } from '../../support/read-picture.ts';

/** The types of charts and examples are tied in `chartExamples`; here they are forgotten. */
const cases = Object.entries(charts).flatMap(([id, chart]) =>
  Object.entries(chartExamples[id as keyof typeof charts]).flatMap(([name, data]) =>
    [280, 328, 519, 520, 760, 1400].map((width) => ({
      name: `${id} of ${name} at ${width}`,
      chart: chart as Chart<unknown>,
      data: data as unknown,
      frame: { id: `p-${id}`, title: 'Sizes of <b>', description: 'As of 2026-06-30 & "more"', width },
    })),
  ),
);

describe.each(cases)('$name', ({ chart, data, frame }) => {
  const svg = chart.draw(data, frame);
  const picture = readPicture(svg);

  it('is the same bytes from the same data', () => {
    expect(chart.draw(structuredClone(data), { ...frame })).toBe(svg);
  });

  it('is an image with a name and a description', () => {
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="p-\S+-title p-\S+-desc"/);
    expect(svg).toContain(`<title id="${frame.id}-title">Sizes of &lt;b&gt;</title>`);
    expect(svg).toContain(`<desc id="${frame.id}-desc">As of 2026-06-30 &amp; &quot;more&quot;</desc>`);
  });

  it('has ids of its own, and what it refers to', () => {
    expect(new Set(picture.ids).size).toBe(picture.ids.length);
    expect(picture.ids.filter((id) => !id.startsWith(`${frame.id}-`))).toEqual([]);
    expect(picture.references.filter((id) => !picture.ids.includes(id))).toEqual([]);
  });

  it('holds no markup from names and no number that is none', () => {
    expect(svg).not.toMatch(/<script|NaN|Infinity|undefined|\bnull\b|style=|\son\w+=/);
  });

  it('keeps within its frame', () => {
    expect(picture.width).toBe(frame.width);
    const outside = picture.texts.filter(
      ({ left, right, top, bottom }) =>
        left < -0.5 || right > picture.width + 0.5 || top < -1 || bottom > picture.height + 1,
    );
    expect(outside).toEqual([]);
    for (const { x, y, width, height } of picture.boxes) {
      expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(-0.5);
      expect(x + width).toBeLessThanOrEqual(picture.width + 0.5);
      expect(y + height).toBeLessThanOrEqual(picture.height + 0.5);
    }
  });

  it('sets no text over another', () => {
    const told = picture.texts.filter(({ text }) => text !== '');
    const overlapping = told.flatMap((one, index) =>
      told
        .slice(index + 1)
        .filter((other) => overlap(one, other))
        .map((other) => `${one.text} / ${other.text}`),
    );
    expect(overlapping).toEqual([]);
  });

  it('is a table too, every row as wide as its head', () => {
    const { columns, rows } = chart.table(data);
    expect(columns.length).toBeGreaterThan(1);
    for (const row of rows) expect(row).toHaveLength(columns.length);
  });
});

const overlap = (a: DrawnText, b: DrawnText) =>
  a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
