import { createHash } from 'node:crypto';
import type { Document, Section } from '../document.ts';
import { blockHtml, factsHtml, inline } from './print-block.ts';
import { style } from './style.ts';
import { tag } from './tag.ts';

/** Says who wrote a page, so that a later report may take its place. */
export const GENERATOR = 'Clade report';

/**
 * A document as one HTML page that needs nothing else: no script, no network, no font. The policy in its head lets the
 * browser use the one style sheet in it, by its hash, and nothing besides.
 */
export function printHtml(page: Document): string {
  const hash = createHash('sha256').update(style, 'utf8').digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const head = [
    '<meta charset="utf-8">',
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { name: 'color-scheme', content: 'light dark' }),
    tag('meta', { name: 'referrer', content: 'no-referrer' }),
    tag('meta', { name: 'generator', content: GENERATOR }),
    tag('title', {}, inline(`${page.title} · ${page.kicker}`, 'plain')),
    `<style>${style}</style>`,
  ];
  const body = [
    tag('a', { class: 'skip', href: '#content' }, 'Skip to the content'),
    headerHtml(page),
    contentsHtml(page.sections),
    tag('main', { id: 'content', tabindex: '-1' }, ...page.sections.map((one) => sectionHtml(one, 2))),
    tag('footer', {}, ...page.footer.map((line) => tag('p', {}, inline(line)))),
  ];
  return `<!doctype html>\n${tag('html', { lang: page.language }, tag('head', {}, ...head), tag('body', {}, ...body))}\n`;
}

function headerHtml({ kicker, title, lead, facts, provenance }: Document): string {
  return tag(
    'header',
    {},
    tag('p', { class: 'kicker' }, inline(kicker)),
    tag('h1', {}, inline(title)),
    ...(lead === null ? [] : [tag('p', { class: 'lead' }, inline(lead))]),
    factsHtml(facts),
    tag('p', { class: 'provenance' }, inline(provenance)),
  );
}

function contentsHtml(sections: readonly Section[]): string {
  return tag(
    'nav',
    { 'aria-label': 'Contents' },
    tag(
      'ul',
      {},
      ...sections.map(({ id, title, mark }) =>
        tag(
          'li',
          {},
          tag('a', { href: `#${id}` }, inline(title)),
          mark === undefined ? '' : ` ${markHtml(mark)}`,
        ),
      ),
    ),
  );
}

const markHtml = (mark: string) => tag('span', { class: 'mark' }, inline(mark));

function sectionHtml({ id, title, mark, blocks, isChapter }: Section, level: number): string {
  const heading = tag(
    `h${Math.min(level, 6)}`,
    { id: `${id}-title` },
    inline(title),
    mark === undefined ? '' : ` ${markHtml(mark)}`,
  );
  const content = blocks.map((block) =>
    block.kind === 'section' ? sectionHtml(block.section, level + 1) : blockHtml(block),
  );
  // Only the first level is a landmark: below it the same titles come again in each segmentation.
  const landmark = level === 2 ? { 'aria-labelledby': `${id}-title` } : {};
  return tag(
    'section',
    { id, class: `level-${level}${isChapter ? ' chapter' : ''}`, ...landmark },
    heading,
    ...content,
  );
}
