import type { z } from 'zod';
import type { Finding } from '../base/finding.ts';
import { error, FindingsError } from '../base/finding.ts';
import type { Ages } from '../documents/age-words.ts';
import type { AppContext } from './context.ts';

/**
 * One thing a person or program can ask of Clade. The command line, and later the API, agents and the typed client,
 * are derived from this head: flags, routes and tools are never written by hand.
 */
export interface UseCase<Input, Output> {
  /** Verb or noun, as it is typed: `run`, `explain`. */
  readonly name: string;
  readonly summary: string;
  readonly effect: 'reads' | 'writes';
  readonly input: z.ZodObject & z.ZodType<Input>;
  /** Keys of the input that are given by position, in order. */
  readonly positional: readonly (keyof Input & string)[];
  run(input: Input, context: AppContext): Promise<Outcome<Output>>;
}

/** What came of it: a result, or null when the findings say why there is none. */
export interface Outcome<Output> {
  readonly value: Output | null;
  readonly findings: readonly Finding[];
  /** How old what the result rests on is; left out where it rests on no run that is over. */
  readonly ages?: Ages;
}

/** A use-case with its types closed over: what lists and surfaces handle. */
export interface AnyUseCase {
  readonly name: string;
  readonly summary: string;
  readonly effect: 'reads' | 'writes';
  readonly input: z.ZodObject;
  readonly positional: readonly string[];
  run(input: unknown, context: AppContext): Promise<Outcome<unknown>>;
}

/** Ties a use-case's types together. */
export function defineUseCase<Input, Output>(useCase: UseCase<Input, Output>): UseCase<Input, Output> {
  return useCase;
}

/** Forgets the types of a use-case. Its input is validated before it runs; what a user did wrong becomes findings. */
export function anyUseCase<Input, Output>(useCase: UseCase<Input, Output>): AnyUseCase {
  return {
    ...useCase,
    async run(input, context) {
      const read = useCase.input.safeParse(input);
      if (!read.success) return found(null, read.error.issues.map(inputFinding));
      try {
        return await useCase.run(read.data, context);
      } catch (cause) {
        if (cause instanceof FindingsError) return found(null, cause.findings);
        throw cause;
      }
    },
  };
}

function inputFinding({ path, message }: z.core.$ZodIssue): Finding {
  return error('input', `${path.map(String).join('.')}: ${message}.`);
}

export const found = <Output>(
  value: Output | null,
  findings: readonly Finding[] = [],
  ages: Ages | null = null,
): Outcome<Output> => ({ value, findings, ...(ages ? { ages } : {}) });
