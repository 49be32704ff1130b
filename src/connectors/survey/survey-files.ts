import { basename } from 'node:path';
import type { Finding } from '../../base/finding.ts';
import { hasErrors } from '../../base/finding.ts';
import type { DateOrder, Survey } from '../../drafting/survey.ts';
import { distinctIds, idOf } from '../../drafting/words.ts';
import type { ReadContext } from '../connector.ts';
import type { SurveyedFile } from './survey-file.ts';
import { surveyFile } from './survey-file.ts';
import { surveyJoins } from './survey-joins.ts';

/** The survey and where the typed rows of each file stand in the loader, by its id; null where a file cannot be read. */
export interface LookedAt {
  readonly survey: Survey | null;
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly findings: readonly Finding[];
}

/** What files hold and how they hang together, or the findings that say why one cannot be read. `orders` says of paths which comes first in a date. */
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
  const findings: Finding[] = [];
  for (const [at, path] of paths.entries()) {
    const looked = await surveyFile(path, ids[at] ?? 'file', orders.get(path) ?? null, context);
    if ('survey' in looked) files.push(looked);
    else findings.push(...looked);
  }
  if (hasErrors(findings) || files.length === 0) return { survey: null, tables: new Map(), findings };
  const joins = await surveyJoins(files, context.loader, context);
  return {
    survey: { files: files.map(({ survey }) => survey), joins },
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
