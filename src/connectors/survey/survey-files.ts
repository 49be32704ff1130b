import { basename } from 'node:path';
import type { Finding } from '../../base/finding.ts';
import type { DateOrder, Survey } from '../../drafting/survey.ts';
import { distinctIds, idOf } from '../../drafting/words.ts';
import type { ReadContext } from '../connector.ts';
import type { SurveyedFile } from './survey-file.ts';
import { surveyFile } from './survey-file.ts';
import { surveyJoins } from './survey-joins.ts';

/** The survey and where the typed rows of each file stand in the loader, by its id; null where no file can be read. */
export interface LookedAt {
  readonly survey: Survey | null;
  /** The paths of the files that were read, in the order of the survey. */
  readonly paths: readonly string[];
  readonly tables: ReadonlyMap<string, readonly string[]>;
  /** Why files could not be read: errors where none could, else warnings, and the rest goes on without them. */
  readonly findings: readonly Finding[];
}

/** What files hold and how they hang together, and the findings that say why one cannot be read. `orders` says of paths which comes first in a date. */
export async function surveyFiles(
  paths: readonly string[],
  orders: ReadonlyMap<string, DateOrder>,
  context: Omit<ReadContext, 'table'>,
): Promise<LookedAt> {
  const ids = distinctIds(
    shortNames(paths.map((path) => basename(path).replace(/(?:\.\w+)+$/, ''))).map((name) =>
      idOf(name, 'file'),
    ),
  );
  const files: SurveyedFile[] = [];
  const read: string[] = [];
  const refused: Finding[] = [];
  for (const [at, path] of paths.entries()) {
    const looked = await surveyFile(path, ids[at] ?? 'file', orders.get(path) ?? null, context);
    if ('survey' in looked) {
      files.push(looked);
      read.push(path);
    } else refused.push(...looked);
  }
  if (files.length === 0) return { survey: null, paths: [], tables: new Map(), findings: refused };
  const findings = refused.map((one): Finding =>
    one.severity === 'error' ? { ...one, severity: 'warning' } : one,
  );
  const joins = await surveyJoins(files, context.loader, context);
  return {
    survey: { files: files.map(({ survey }) => survey), joins },
    paths: read,
    tables: new Map(files.map(({ survey, table }) => [survey.id, table])),
    findings,
  };
}

/** Names without the words all of them begin with: `acme_accounts` and `acme_usage` are accounts and usage. */
function shortNames(names: readonly string[]): readonly string[] {
  const parts = names.map((name) => name.split(/[_\-\s]+/));
  const [first = []] = parts;
  let shared = 0;
  while (
    names.length > 1 &&
    parts.every(
      (words) => words.length > shared + 1 && words[shared]?.toLowerCase() === first[shared]?.toLowerCase(),
    )
  )
    shared++;
  return parts.map((words) => words.slice(shared).join('_'));
}
