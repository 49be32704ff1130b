import type { Finding } from '../base/finding.ts';
import type { Report } from './names.ts';

/**
 * Makes a part of a project; or gives the part of that name as it was made last, with its findings told again, where it is
 * made of the very same things: objects that are the same one, and equal words. `of` is all that `make` looks at.
 */
export type Recall = <Made>(
  name: string,
  of: readonly unknown[],
  report: Report,
  make: (report: Report) => Made,
) => Made;

/** Remembers nothing: for whoever reads definitions once. */
export const makeAnew: Recall = (_name, _of, report, make) => make(report);

interface Known {
  readonly of: readonly unknown[];
  readonly made: unknown;
  readonly findings: readonly Finding[];
}

/** Remembers the last of each name: for whoever reads nearly the same definitions again and again. */
export function rememberingRecall(): Recall {
  const known = new Map<string, Known>();
  return <Made>(
    name: string,
    of: readonly unknown[],
    report: Report,
    make: (report: Report) => Made,
  ): Made => {
    const before = known.get(name);
    if (before && isSame(before.of, of)) {
      before.findings.forEach(report);
      return before.made as Made;
    }
    const findings: Finding[] = [];
    const made = make((finding) => {
      findings.push(finding);
      report(finding);
    });
    known.set(name, { of, made, findings });
    return made;
  };
}

const isSame = (one: readonly unknown[], other: readonly unknown[]) =>
  one.length === other.length && one.every((part, index) => part === other[index]);
