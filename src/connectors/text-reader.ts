/**
 * How a text becomes a value, as DuckDB expressions over its name. `cast` is the engine's own reading; `exact`
 * keeps it where it is certainly what the text says; `patient` reads what is left, by its shape. NULL means
 * missing or wrong, and `code` tells which: it is NULL for a missing value.
 */
export interface TextReader {
  cast(text: string): string;
  exact(text: string, cast: string): string;
  patient(text: string): string;
  code(text: string): string;
  /** What was given up in reading it, to be counted and told; null where nothing ever is. */
  readonly loss: {
    readonly code: string;
    readonly what: string;
    lost(text: string, value: string): string;
  } | null;
}
