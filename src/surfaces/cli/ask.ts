import type { Interface } from 'node:readline';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { AppContext } from '../../app/context.ts';
import { answerFallback } from '../../app/context.ts';
import type { Question } from '../../drafting/question.ts';

type Input = Readable & { readonly isTTY?: boolean };

/** Asks on a terminal, again until the answer can be used; where nobody sits, the fallback is the answer. */
export function asker(
  input: Input,
  output: Writable & { readonly isTTY?: boolean },
  signal: AbortSignal,
): AppContext['ask'] {
  if (!input.isTTY || !output.isTTY) return answerFallback;
  const nextLine = linesOf(input);
  return async (question) => {
    for (;;) {
      output.write(promptOf(question));
      const line = await nextLine(signal);
      const answer = readAnswer(question, line.trim());
      if (answer !== null) return answer;
      output.write(
        question.choices.length > 0
          ? `A number from 1 to ${question.choices.length}, please.\n`
          : 'That cannot be used.\n',
      );
    }
  };
}

/** Lines as they are typed or pasted, none lost between two questions; at the end of input every line is empty. */
function linesOf(input: Input): (signal: AbortSignal) => Promise<string> {
  const ready: string[] = [];
  let terminal: Interface | null = null;
  let wake = () => {};
  const state = { isOver: false };
  const open = () => {
    const opened = createInterface({ input });
    opened.on('line', (line) => {
      ready.push(line);
      wake();
    });
    opened.on('close', () => {
      state.isOver = true;
      wake();
    });
    return opened;
  };
  return async (signal) => {
    terminal ??= open();
    terminal.resume();
    while (ready.length === 0 && !state.isOver) {
      signal.throwIfAborted();
      await new Promise<void>((done) => {
        wake = done;
        signal.addEventListener('abort', () => done(), { once: true });
      });
    }
    signal.throwIfAborted();
    if (!state.isOver) terminal.pause();
    return ready.shift() ?? '';
  };
}

/** The question with its numbered choices; what an empty line means stands in brackets. */
export function promptOf({ text, choices, fallback }: Question): string {
  const at = choices.findIndex(({ value }) => value === fallback);
  const lines = choices.map(({ title }, index) => `  ${index + 1}  ${title}\n`);
  return `\n${text}\n${lines.join('')}[${at < 0 ? fallback || 'none' : at + 1}] `;
}

/** What was typed as an answer: a number of the list, a value of it, or a text it accepts; null for anything else. */
export function readAnswer({ choices, fallback, accepts }: Question, typed: string): string | null {
  if (typed === '') return fallback;
  const chosen =
    choices[Number(typed) - 1] ?? choices.find(({ value }) => value.toLowerCase() === typed.toLowerCase());
  if (chosen) return chosen.value;
  return choices.length === 0 && (accepts?.test(typed) ?? true) ? typed : null;
}
