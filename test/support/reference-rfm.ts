import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SHARED = resolve(import.meta.dirname, '../../../shared/reference');

/** What R's package rfm 0.3 made of the online retail orders; null where it is not beside the checkout. */
export interface ReferenceRfm {
  readonly customers: readonly {
    readonly id: string;
    readonly amount: number;
    readonly score: number;
    readonly segment: string;
  }[];
  /** Ascending: the upper ends of all bins but the highest. */
  readonly thresholds: Readonly<Record<string, readonly number[]>>;
}

export function referenceRfm(): ReferenceRfm | null {
  if (!existsSync(join(SHARED, 'rfm_online_retail.json'))) return null;
  const lines = (name: string) =>
    readFileSync(join(SHARED, name), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));
  const segments = new Map(
    lines('rfm_online_retail_segments.csv').map(([id = '', segment = '']) => [
      id,
      segment.replaceAll('"', ''),
    ]),
  );
  const { threshold } = JSON.parse(readFileSync(join(SHARED, 'rfm_online_retail.json'), 'utf8')) as {
    readonly threshold: readonly Record<string, number>[];
  };
  const uppers = (name: string) => threshold.slice(0, -1).map((bin) => bin[`${name}_upper`] ?? 0);
  return {
    customers: lines('rfm_online_retail_scores.csv').map((cells) => ({
      id: cells[0] ?? '',
      amount: Number(cells[3]),
      score: Number(cells[7]),
      segment: segments.get(cells[0] ?? '') ?? '',
    })),
    thresholds: {
      recency: uppers('recency'),
      frequency: uppers('frequency'),
      monetary: uppers('monetary'),
    },
  };
}
