import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClade } from '../../src/index.ts';
import type { Browser } from './open-browser.ts';
import { openBrowser } from './open-browser.ts';
import { HOSTILE, HOSTILE_COMPANY } from '../support/hostile-company.ts';

const SCREENS = [360, 768, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
);

const folder = mkdtempSync(join(tmpdir(), 'clade-page-'));
let browser: Browser;

beforeAll(async () => {
  for (const [path, text] of Object.entries(HOSTILE_COMPANY)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const clade = openClade({ folder });
  await clade.run({ asOf: '2026-06-30' });
  const rows = HOSTILE_COMPANY['data/accounts.csv'] ?? '';
  writeFileSync(join(folder, 'data/accounts.csv'), rows.replace('30,5,99.99', '30,5,120.00'));
  await clade.run({ asOf: '2026-07-31' });
  for (const input of [{ to: 'project.html' }, { to: 'care.html', segmentation: 'care' }])
    if (!(await clade.report(input)).value) throw new Error(`no ${input.to}`);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page and keeps what it says and asks for. */
async function open(file: string, { width, scheme }: (typeof SCREENS)[number]) {
  const page = await browser.context.newPage();
  const said: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => asked.push(request.url()));
  page.on('dialog', (dialog) => {
    said.push(dialog.message());
    void dialog.dismiss();
  });
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme });
  const url = pathToFileURL(join(folder, file)).href;
  await page.goto(url);
  return { page, said, asked: asked.filter((one) => one !== url) };
}

describe.each(['project.html', 'care.html'])('%s', (file) => {
  describe.each(SCREENS)('at $width in $scheme', (screen) => {
    it('says nothing on the console, asks for nothing, and keeps its title', async () => {
      const { page, said, asked } = await open(file, screen);
      expect(said).toEqual([]);
      expect(asked).toEqual([]);
      expect(await page.title()).toContain(HOSTILE.project);
      await page.close();
    });

    it('is no wider than the screen, and its pictures keep their words apart', async () => {
      const { page } = await open(file, screen);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
      const { texts, troubles } = await drawnTexts(page);
      expect(texts).toBeGreaterThan(20);
      expect(troubles).toEqual([]);
      await page.close();
    });

    it('has nothing serious that axe finds', async () => {
      const { page } = await open(file, screen);
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
        const { violations, passes } = await axe.run();
        if (passes.length < 15) return ['serious: axe looked at next to nothing'];
        return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html ?? ''}`);
      });
      expect(found.filter((one) => /^(?:serious|critical)/.test(one))).toEqual([]);
      await page.close();
    });
  });

  it('has a picture and its table in every figure, one size of it at a time', async () => {
    for (const width of [360, 1280]) {
      const { page } = await open(file, { width, scheme: 'light' });
      const figures = await page.$$eval('figure', (all) =>
        all.map((one) => ({
          shown: [...one.querySelectorAll('svg')].filter((svg) => svg.getClientRects().length > 0).length,
          tables: one.querySelectorAll('table').length,
          rows: one.querySelectorAll('tbody tr').length,
        })),
      );
      expect(figures.length).toBeGreaterThan(2);
      for (const { shown, tables, rows } of figures) {
        expect([shown, tables]).toEqual([1, 1]);
        expect(rows).toBeGreaterThan(0);
      }
      await page.close();
    }
  });

  it('can be walked with the keyboard: the way past the head first, and every stop is seen', async () => {
    const { page } = await open(file, { width: 768, scheme: 'light' });
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
    );
    expect(outline).toBe('solid');
    await page.close();
  });

  it('prints on A4, every column of every table within the paper', async () => {
    const { page } = await open(file, { width: 1280, scheme: 'dark' });
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const text = pdf.toString('latin1');
    const pages = text.match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(1);
    const [, width, height] = (/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(text) ?? []).map(Number);
    expect(width).toBeCloseTo(595, -1);
    expect(height).toBeCloseTo(842, -1);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 680, height: 900 });
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    await page.close();
  });
});

interface AxeResults {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Texts of pictures as the browser laid them out: how many, those outside their picture, and pairs that overlap. */
function drawnTexts(page: Page) {
  return page.evaluate(() => {
    const troubles: string[] = [];
    let texts = 0;
    for (const svg of document.querySelectorAll('svg')) {
      const frame = svg.getBoundingClientRect();
      if (frame.width === 0) continue;
      const boxes = [...svg.querySelectorAll('text')]
        .map((one) => ({ said: one.lastChild?.textContent ?? '', box: one.getBoundingClientRect() }))
        .filter(({ said }) => said !== '');
      texts += boxes.length;
      for (const { said, box } of boxes)
        if (
          box.left < frame.left - 1 ||
          box.right > frame.right + 1 ||
          box.top < frame.top - 2 ||
          box.bottom > frame.bottom + 4
        )
          troubles.push(`outside: ${said}`);
      boxes.forEach((one, index) => {
        for (const other of boxes.slice(index + 1)) {
          const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
          const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
          if (across > 1 && down > Math.min(one.box.height, other.box.height) * 0.35)
            troubles.push(`overlap: ${one.said} / ${other.said}`);
        }
      });
    }
    return { texts, troubles };
  });
}
