import type { Question } from './question.ts';
import { customerFiles } from './arrange.ts';
import { currencyOf } from './currency.ts';
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
  if (currencyOf(survey)) return null;
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
