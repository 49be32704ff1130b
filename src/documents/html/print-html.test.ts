import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Block, Document } from '../document.ts';
import { inline } from './print-block.ts';
import { printHtml } from './print-html.ts';

const page = (blocks: readonly Block[]): Document => ({
  language: 'en',
  kicker: 'Report',
  title: 'A & B',
  lead: null,
  facts: [],
  provenance: 'From a run.',
  sections: [{ id: 'one', title: 'One', mark: 'primary', blocks }],
  footer: ['End'],
});

describe('a page', () => {
  it('allows exactly the style it carries', () => {
    const html = printHtml(page([]));
    const style = /<style>(.*)<\/style>/s.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(`style-src &#39;sha256-${hash}&#39;;`);
  });

  it('has its landmarks, one of each', () => {
    const html = printHtml(page([]));
    for (const landmark of ['<header>', '<nav ', '<main ', '<footer>'])
      expect(html.split(landmark)).toHaveLength(2);
    expect(html.indexOf('class="skip"')).toBeLessThan(html.indexOf('<header>'));
  });

  it('gives a wide table a box of its own that the keyboard reaches, and a narrow one none', () => {
    const columns = ['a', 'b', 'c'].map((title) => ({ title, align: 'left' }) as const);
    const table = (count: number): Block => ({
      kind: 'table',
      table: { caption: 'All', columns: columns.slice(0, count), rows: [['1', '2', '3'].slice(0, count)] },
    });
    expect(printHtml(page([table(3)]))).toContain(
      '<div class="scroll" role="group" aria-label="All" tabindex="0">',
    );
    expect(printHtml(page([table(2)]))).not.toContain('<div class="scroll"');
  });

  it('refuses a section in a fold, where its heading would be out of order', () => {
    const inner: Block = { kind: 'section', section: { id: 'two', title: 'Two', blocks: [] } };
    expect(() => printHtml(page([{ kind: 'fold', summary: 'More', blocks: [inner] }]))).toThrow('two');
  });
});

it('keeps a number with its unit and shows code between backticks, all of it escaped', () => {
  expect(inline('12.5 % of `a<b`')).toBe('12.5\u00a0% of <code>a&lt;b</code>');
});
