import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

const pages = [
  ...readdirSync(root)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, name)),
  ...readdirSync(join(root, 'docs'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, 'docs', name)),
];

/** Targets of links inside the repository, without their anchors. */
function linksOf(page: string): readonly string[] {
  const text = readFileSync(page, 'utf8').replaceAll(/```[\s\S]*?```/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target?.split('#')[0] ?? '')
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}

describe('links between pages', () => {
  it.each(pages.map((page) => [relative(root, page), page]))('of %s lead somewhere', (_, page) => {
    expect(linksOf(page).filter((target) => !existsSync(resolve(dirname(page), target)))).toEqual([]);
  });

  it('reach every page of docs from its contents', () => {
    const reached = new Set(
      linksOf(join(root, 'docs/README.md')).map((target) => resolve(root, 'docs', target)),
    );
    const apart = /^docs\/(checks|decisions|reference)\//;
    const missing = pages.filter(
      (page) =>
        relative(root, page).startsWith('docs/') &&
        !apart.test(relative(root, page)) &&
        !page.endsWith('docs/README.md') &&
        !reached.has(page),
    );
    expect(missing.map((page) => relative(root, page))).toEqual([]);
  });
});
