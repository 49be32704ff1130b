import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../drafting/question.ts';
import { asker, promptOf, readAnswer } from './ask.ts';

const WHICH: Question = {
  ...{ id: 'customers', text: 'Which?', fallback: 'b', accepts: null },
  choices: [
    { value: 'a', title: 'first' },
    { value: 'b', title: 'second' },
  ],
};
const CURRENCY: Question = {
  id: 'currency',
  text: 'Which currency?',
  choices: [],
  fallback: 'USD',
  accepts: /^[A-Z]{3}$/,
};
const terminal = () => Object.assign(new PassThrough(), { isTTY: true });
const never = new AbortController().signal;

describe('questions', () => {
  it('are answered by number, by value, or by an empty line', () => {
    expect(['1', 'A', '', '3', 'c'].map((typed) => readAnswer(WHICH, typed))).toEqual([
      'a',
      'a',
      'b',
      null,
      null,
    ]);
    expect(['EUR', 'euro', ''].map((typed) => readAnswer(CURRENCY, typed))).toEqual(['EUR', null, 'USD']);
    expect(promptOf(WHICH)).toContain('[2]');
  });

  it('are asked again until the answer can be used', async () => {
    const [input, output] = [terminal(), terminal()];
    const answer = asker(input, output, never)(CURRENCY);
    input.write('euro\nEUR\n');
    expect(await answer).toBe('EUR');
    expect(String(output.read())).toContain('cannot be used');
  });

  it('answer themselves where nobody sits', async () => {
    const input = new PassThrough();
    expect(await asker(input, terminal(), never)(CURRENCY)).toBe('USD');
  });
});
