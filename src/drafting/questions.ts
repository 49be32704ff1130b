import type { Question } from './question.ts';
import type { Arrangement } from './arrange.ts';
import { customerFiles } from './arrange.ts';
import { periodOf } from './draft-book.ts';
import { allConcepts, conceptOf } from './concepts/index.ts';
import { currencyOf, hasMoney } from './currency.ts';
import { couldBe, recognise } from './recognise.ts';
import type { FileSurvey, Survey } from './survey.ts';

/** Whether a file writes the day or the month first, where none of its days tells. */
export function orderQuestion({ id, name, written }: FileSurvey): Question | null {
  if (written.format !== 'csv' || !written.isOrderOpen) return null;
  return {
    id: `dates:${id}`,
    text: `In ${name}, which comes first in a date?`,
    choices: [
      { value: 'DMY', title: 'the day (31.12.2026)' },
      { value: 'MDY', title: 'the month (12/31/2026)' },
    ],
    fallback: written.dateOrder,
    accepts: null,
  };
}

/** Which file lists the customers, where several could. */
export function customersQuestion(survey: Survey): Question | null {
  const could = customerFiles(survey);
  if (could.length < 2 || !could[0]) return null;
  return {
    id: 'customers',
    text: 'Which file has one row for each customer?',
    choices: could.map(({ id, name, rows }) => ({ value: id, title: `${name} (${rows} rows)` })),
    fallback: could[0].id,
    accepts: null,
  };
}

/** What money is in, where no header says so. */
export function currencyQuestion(survey: Survey): Question | null {
  if (currencyOf(survey) || !hasMoney(survey)) return null;
  return {
    id: 'currency',
    text: 'Which currency is money in? Three letters, such as EUR or USD.',
    choices: [],
    fallback: 'USD',
    accepts: /^[A-Z]{3}$/,
  };
}

/** The day a file without days stands for. */
export function asOfQuestion(today: string): Question {
  return {
    id: 'asOf',
    text: 'On which day were these files written? YYYY-MM-DD',
    choices: [],
    fallback: today,
    accepts: /^\d{4}-\d{2}-\d{2}$/,
  };
}

/** Which column tells a concept of a template, where several could or none has its name; null where none can. */
export function conceptQuestion(id: string, files: readonly FileSurvey[]): Question | null {
  const concept = conceptOf(id);
  const could = files.flatMap((file) =>
    file.columns.filter((column) => couldBe(column, concept)).map((column) => ({ file, column })),
  );
  if (could.length === 0 || concept.words.length === 0) return null;
  const known = files.flatMap((file) => {
    const column = recognise(file.columns, allConcepts).get(concept);
    return column ? [`${file.id}.${column.name}`] : [];
  });
  return {
    id: `concept:${id}`,
    text: `Which column says ${concept.title}?`,
    choices: [
      ...could.map(({ file, column }) => ({
        value: `${file.id}.${column.name}`,
        title: `${column.header} of ${file.name}`,
      })),
      { value: NO_COLUMN, title: 'none' },
    ],
    fallback: known[0] ?? NO_COLUMN,
    accepts: null,
  };
}

/** The answer that no column says it. */
export const NO_COLUMN = 'none';

/** What the amounts of a book are for, where its header does not say and a column of words might. */
export function periodQuestion({ events }: Arrangement): Question | null {
  const book = events.find(({ cast, isTwin }) => cast.role.id === 'subscriptions' && !isTwin);
  const { amount, billing } = book?.cast.parts ?? {};
  if (!book || !amount || !billing || !periodOf(book, null).isByBilling) return null;
  return {
    id: 'period',
    text: `In ${book.cast.file.name}, what is \`${amount.header}\` for?`,
    choices: [
      { value: 'billing', title: `the period that \`${billing.header}\` names` },
      { value: 'month', title: 'a month, whatever it is billed by' },
      { value: 'year', title: 'a year, whatever it is billed by' },
    ],
    fallback: 'billing',
    accepts: null,
  };
}
