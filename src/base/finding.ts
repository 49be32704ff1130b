import type { Place } from './place.ts';

/** `error` stops a publication, `warning` asks for a decision, `note` is said and passed over. */
export type Severity = 'error' | 'warning' | 'note';

/**
 * What a parser or a check reports: one sentence about one place, with a stable kebab-case `code`.
 * `hint` says what would mend it; `data` holds the numbers behind the sentence.
 */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly place?: Place;
  readonly data?: Readonly<Record<string, number | string>>;
}

type Rest = Omit<Finding, 'code' | 'severity' | 'message'>;

export const error = (code: string, message: string, rest: Rest = {}): Finding => ({
  code,
  severity: 'error',
  message,
  ...rest,
});

export const warning = (code: string, message: string, rest: Rest = {}): Finding => ({
  code,
  severity: 'warning',
  message,
  ...rest,
});

export const note = (code: string, message: string, rest: Rest = {}): Finding => ({
  code,
  severity: 'note',
  message,
  ...rest,
});

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}

/** By path, line and column; findings without a place come last. The order of equals is kept. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => {
    if (!a.place || !b.place) return Number(!a.place) - Number(!b.place);
    return (
      (a.place.path < b.place.path ? -1 : a.place.path > b.place.path ? 1 : 0) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column
    );
  });
}

/**
 * Thrown when a use-case cannot go on because of what a user wrote or gave; carries every finding.
 * Surfaces turn it into exit code 1; any other exception is a broken program and exit code 2.
 */
export class FindingsError extends Error {
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super(findings.map((finding) => finding.message).join('\n'));
    this.name = 'FindingsError';
    this.findings = findings;
  }
}
