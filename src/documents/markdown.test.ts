import { expect, it } from 'vitest';
import type { Block, Document } from './document.ts';
import { MARKDOWN_MARK, printMarkdown } from './markdown.ts';

const page = (blocks: readonly Block[], title = 'Page'): Document => ({
  language: 'en',
  kicker: 'Report',
  title,
  lead: null,
  facts: [],
  provenance: 'From a run.',
  sections: [{ id: 'one', title: 'One', blocks }],
  footer: [],
});
const printed = (block: Block) =>
  printMarkdown(page([block]))
    .split('## One\n\n')[1]
    ?.split('\n\n---')[0];

it('begins with the mark by which a report is known', () => {
  expect(printMarkdown(page([])).startsWith(`${MARKDOWN_MARK}\n\n# Page\n`)).toBe(true);
});

it('shows signs as they are written, and code as code', () => {
  expect(printed({ kind: 'paragraph', text: 'a *b* <i> [c](d) | `x < y | z` & #1' })).toBe(
    'a \\*b\\* \\<i\\> \\[c\\](d) \\| `x < y \\| z` &amp; \\#1',
  );
  expect(printed({ kind: 'paragraph', text: '- no list' })).toBe('\\- no list');
  expect(printed({ kind: 'paragraph', text: '1. no list' })).toBe('1\\. no list');
});

it('keeps a table a table, whatever its cells hold', () => {
  const columns = [
    { title: 'A|B', align: 'left' },
    { title: 'n', align: 'right' },
  ] as const;
  expect(
    printed({ kind: 'table', table: { caption: 'All', columns, rows: [['x\r\ny', '1\n0 to 2']] } }),
  ).toBe('*All*\n\n| A\\|B | n |\n| --- | ---: |\n| x ; y | 1; 0 to 2 |');
});

it('sets sections below sections one level deeper', () => {
  const inner = { kind: 'section', section: { id: 'two', title: 'Two', blocks: [] } } as const;
  expect(printed(inner)).toBe('### Two');
});
