/** Something only the person knows: asked on a terminal, answered by the default everywhere else. */
export interface Question {
  /** Stable, so that programs can answer: `currency`, `customers`, `dates:orders`. */
  readonly id: string;
  readonly text: string;
  /** What can be answered; empty where any text that `accepts` takes will do. */
  readonly choices: readonly { readonly value: string; readonly title: string }[];
  readonly fallback: string;
  /** With free text: what an answer looks like. */
  readonly accepts: RegExp | null;
}

/** Answers by the id of their question. */
export type Answers = ReadonlyMap<string, string>;
