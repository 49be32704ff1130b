import { allConcepts } from './concepts/index.ts';
import { recognise } from './recognise.ts';
import { roles } from './roles/index.ts';
import { castOf } from './roles/role.ts';
import type { Survey } from './survey.ts';
import { wordsOf } from './words.ts';

const SIGNS: Readonly<Record<string, string>> = {
  usd: 'USD',
  dollar: 'USD',
  eur: 'EUR',
  euro: 'EUR',
  gbp: 'GBP',
  pound: 'GBP',
  chf: 'CHF',
  sek: 'SEK',
  inr: 'INR',
  jpy: 'JPY',
};

/** The currency that headers or a column of currencies name, with where; null where nothing does. */
export function currencyOf({ files }: Survey): { readonly code: string; readonly where: string } | null {
  for (const { name, columns } of files)
    for (const { header, values, distinct } of columns) {
      const word = wordsOf(header).find((one) => one in SIGNS);
      if (word) return { code: SIGNS[word] ?? 'USD', where: `the header \`${header}\` of ${name}` };
      const only = values[0]?.value ?? '';
      if (distinct === 1 && /^[A-Z]{3}$/.test(only) && wordsOf(header).includes('currency'))
        return { code: only, where: `${header} of ${name}` };
    }
  return null;
}

/** Whether any column is money by its header; without any the currency is nobody's business. */
export function hasMoney({ files }: Survey): boolean {
  return files.some(
    (file) =>
      roles.some((role) => castOf(role, file, [])?.parts['amount'] !== undefined) ||
      [...recognise(file.columns, allConcepts).keys()].some(({ unit }) => unit?.startsWith('money')),
  );
}
