import { escapeText } from '../../charts/drawing/escape.ts';
import type { Block, CaptionedTable, Fact, Figure, ToldFinding } from '../document.ts';
import { tag } from './tag.ts';

/** Widths in px a picture is drawn for: a page or paper, and a phone. The style sheet shows one of them. */
const DRAWN = { wide: 760, narrow: 328 } as const;

/** From so many columns on a table may be wider than a phone and scrolls in a box of its own. */
const SCROLLS_FROM = 3;

/** From so many columns on a table is set smaller. */
const MANY_FROM = 7;

/** From so many characters on a fact is a sentence and not a figure. */
const PROSE_FROM = 60;

export function blockHtml(block: Exclude<Block, { readonly kind: 'section' }>): string {
  switch (block.kind) {
    case 'paragraph':
      return tag(
        'p',
        {},
        block.lead === undefined ? '' : `${tag('strong', {}, inline(`${block.lead}.`))} `,
        inline(block.text),
      );
    case 'note':
      return tag('p', { class: 'aside' }, inline(block.text));
    case 'list':
      return tag('ul', {}, ...block.items.map((item) => tag('li', {}, inline(item))));
    case 'facts':
      return factsHtml(block.facts);
    case 'table':
      return tableHtml(block.table);
    case 'figure':
      return figureHtml(block.figure);
    case 'fold':
      return tag('details', {}, tag('summary', {}, inline(block.summary)), ...block.blocks.map(foldedHtml));
    case 'findings':
      return tag('ul', { class: 'findings' }, ...block.findings.map(findingHtml));
  }
}

export function factsHtml(facts: readonly Fact[]): string {
  const fact = ({ term, text }: Fact) =>
    tag('div', {}, tag('dt', {}, inline(term)), tag('dd', {}, inline(text)));
  const isProse = facts.some(({ text }) => text.length > PROSE_FROM);
  return tag('dl', { class: isProse ? 'facts prose' : 'facts' }, ...facts.map(fact));
}

function foldedHtml(block: Block): string {
  if (block.kind === 'section') throw new Error(`the section ${block.section.id} stands in a fold`);
  return blockHtml(block);
}

function figureHtml({ id, title, caption, reading, table, isTableShown, draw }: Figure): string {
  const drawn = (size: keyof typeof DRAWN) =>
    tag(
      'div',
      { class: `drawn ${size}` },
      draw({
        id: `${id}-${size}`,
        title,
        description: `${caption} The numbers are in the table below.`,
        width: DRAWN[size],
      }),
    );
  const numbers = tableHtml({ ...table, caption: `${title}. ${caption}` }, 'unseen');
  return tag(
    'figure',
    { id },
    tag('figcaption', {}, tag('strong', {}, inline(title)), ' ', tag('span', {}, inline(caption))),
    drawn('wide'),
    drawn('narrow'),
    tag('p', { class: 'reading' }, inline(reading)),
    isTableShown ? numbers : tag('details', {}, tag('summary', {}, 'The same as a table'), numbers),
  );
}

/** The words over a table of a figure are those over the figure: only who cannot see that needs them again. */
function tableHtml(
  { caption, columns, rows, links }: CaptionedTable,
  words: 'shown' | 'unseen' = 'shown',
): string {
  const aligned = (index: number) => (columns[index]?.align === 'right' ? 'number' : null);
  const head = columns.map(({ title }, index) =>
    tag('th', { scope: 'col', class: aligned(index) }, inline(title)),
  );
  const body = rows.map((row, at) =>
    tag('tr', {}, ...row.map((cell, index) => cellHtml(cell, index, aligned(index), links?.[at] ?? null))),
  );
  const whole = tag(
    'table',
    { class: columns.length >= MANY_FROM ? 'many' : null },
    tag('caption', { class: words === 'unseen' ? 'unseen' : null }, tag('span', {}, inline(caption))),
    tag('thead', {}, tag('tr', {}, ...head)),
    tag('tbody', {}, ...body),
  );
  if (columns.length < SCROLLS_FROM) return whole;
  return (
    tag('div', { class: 'scroll', role: 'group', 'aria-label': caption, tabindex: '0' }, whole) +
    tag('p', { class: 'swipe', 'aria-hidden': 'true' }, '↔ swipe for all columns')
  );
}

function cellHtml(cell: string, index: number, align: string | null, link: string | null): string {
  const [first = '', ...more] = cell.split('\n');
  const detail = more.map((line) => tag('span', { class: 'detail' }, inline(line))).join('');
  if (index > 0) return tag('td', { class: align }, inline(first), detail);
  const content = link === null ? inline(first) : tag('a', { href: `#${link}` }, inline(first));
  return tag('th', { scope: 'row', class: align }, content, detail);
}

const SIGNS: Readonly<Record<ToldFinding['severity'], string>> = { error: '✕', warning: '▲', note: '○' };

function findingHtml({ severity, code, hint, said }: ToldFinding): string {
  const sign = tag('span', { 'aria-hidden': 'true' }, SIGNS[severity]);
  const entries = said.map(({ message, place }) =>
    tag(
      'li',
      {},
      inline(message),
      place === null ? '' : ` ${tag('span', { class: 'place' }, inline(place, 'plain'))}`,
    ),
  );
  return tag(
    'li',
    { class: `finding ${severity}` },
    tag('span', { class: 'severity' }, sign, ` ${severity}`),
    ' ',
    tag('span', { class: 'check' }, tag('code', {}, inline(code, 'plain'))),
    tag('ul', {}, ...entries),
    hint === null ? '' : tag('p', { class: 'hint' }, inline(hint)),
  );
}

export type InlineMode = 'code' | 'plain';

/** A text as markup: all of it escaped, stretches between backticks as code, and numbers kept with their units. */
export function inline(text: string, mode: InlineMode = 'code'): string {
  if (mode === 'plain') return escapeText(text);
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      /^`[^`]+`$/.test(part)
        ? tag('code', {}, escapeText(part.slice(1, -1)))
        : escapeText(part).replaceAll(/(\d) %/g, '$1\u00a0%'),
    )
    .join('');
}
