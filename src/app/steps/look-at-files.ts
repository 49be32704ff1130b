import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { dayInTimeZone } from '../../base/calendar-date.ts';
import { FindingsError } from '../../base/finding.ts';
import type { LookedAt } from '../../connectors/survey/survey-files.ts';
import { surveyFiles } from '../../connectors/survey/survey-files.ts';
import type { Arrangement } from '../../drafting/arrange.ts';
import { asOfDay } from '../../drafting/as-of.ts';
import { currencyOf } from '../../drafting/currency.ts';
import {
  asOfQuestion,
  conceptQuestion,
  currencyQuestion,
  orderQuestion,
  periodQuestion,
} from '../../drafting/questions.ts';
import type { Setting } from '../../drafting/setting.ts';
import type { Template } from '../../drafting/templates/template.ts';
import { conceptsOf } from '../../drafting/templates/template.ts';
import type { DateOrder, Survey } from '../../drafting/survey.ts';
import { idOf, titleOf } from '../../drafting/words.ts';
import type { Engine } from '../../engines/engine.ts';
import type { AppContext } from '../context.ts';
import type { PlacedFiles } from './place-files.ts';

/** Looks at the files, and once more where somebody says that the month comes first. */
export async function lookAtFiles(
  paths: readonly string[],
  engine: Engine,
  scratch: string,
  context: AppContext,
): Promise<{ readonly looked: LookedAt; readonly survey: Survey }> {
  const reading = {
    loader: engine,
    projectFolder: context.folder,
    scratchFolder: scratch,
    signal: context.signal,
  };
  const first = sound(await surveyFiles(paths, new Map(), reading));
  const orders = new Map<string, DateOrder>();
  for (const [at, file] of first.survey.files.entries()) {
    const question = orderQuestion(file);
    const answer = question ? await context.ask(question) : null;
    const path = first.looked.paths[at];
    if (question && answer && answer !== question.fallback && path) orders.set(path, answer as DateOrder);
  }
  if (orders.size === 0) return first;
  return sound(await surveyFiles(paths, orders, reading));
}

function sound(looked: LookedAt): { readonly looked: LookedAt; readonly survey: Survey } {
  if (!looked.survey) throw new FindingsError(looked.findings);
  return { looked, survey: looked.survey };
}

/** What is decided before a draft: as the files say, else as somebody answers, else as assumed. */
export async function settingOf(
  folder: string,
  paths: readonly string[],
  survey: Survey,
  arrangement: Arrangement,
  placed: PlacedFiles,
  template: Template | null,
  context: AppContext,
): Promise<Setting> {
  const today = dayInTimeZone(context.now, TIME_ZONE);
  const asOf = asOfDay(arrangement, today);
  const day = asOf.isAssumed ? await context.ask(asOfQuestion(today)) : asOf.day;
  const said = currencyOf(survey);
  const question = currencyQuestion(survey);
  const currency = said?.code ?? (question ? await context.ask(question) : 'USD');
  const asked = periodQuestion(arrangement);
  const answered = asked ? await context.ask(asked) : null;
  const chosen = template ? await chooseColumns(template, arrangement, context) : new Map<string, string>();
  return {
    chosen,
    period: answered === 'month' || answered === 'year' ? answered : null,
    title: titleOf(idOf(basename(folder), 'project')),
    currency,
    currencyNote: said ? `from ${said.where}` : 'assumed: no header names one',
    timeZone: TIME_ZONE,
    asOf: day,
    asOfNote: asOf.note,
    pathOf: (id) => {
      const path = paths[survey.files.findIndex((file) => file.id === id)] ?? '';
      return placed.pathOf.get(path) ?? path;
    },
    madeList: arrangement.customers.file ? null : freePath(folder, MADE_LISTS),
  };
}

/** The columns a template's concepts are told by, as somebody answers. A fallback answer changes nothing. */
async function chooseColumns(
  template: Template,
  { customers, besides }: Arrangement,
  { ask }: AppContext,
): Promise<ReadonlyMap<string, string>> {
  const files = [...(customers.file ? [customers.file] : []), ...besides.map(({ file }) => file)];
  const chosen = new Map<string, string>();
  for (const concept of conceptsOf(template)) {
    const question = conceptQuestion(concept, files);
    const answer = question && (await ask(question));
    if (question && answer && answer !== question.fallback) chosen.set(concept, answer);
  }
  return chosen;
}

const TIME_ZONE = 'UTC';
const MADE_LISTS = ['data/customers.csv', 'data/customer-list.csv', 'data/clade-customers.csv'];

/** The first that is not there yet. */
const freePath = (folder: string, paths: readonly string[]) =>
  paths.find((path) => !existsSync(join(folder, path))) ?? 'data/list.csv';

/** The customers that are known from what they did only, each once. */
export async function writeCustomerList(
  { customers }: Arrangement,
  { tables }: LookedAt,
  path: string,
  engine: Engine,
): Promise<void> {
  const quote = (name: string) => engine.dialect.quoteName(name);
  const from = (tables.get(customers.knownFrom.id) ?? []).map(quote).join('.');
  const name = quote(customers.key.name);
  mkdirSync(dirname(path), { recursive: true });
  const text = `select distinct trim(cast(${name} as varchar)) as ${name} from ${from} where ${name} is not null order by 1`;
  await engine.export({ label: 'list customers', text, parameters: [] }, path, 'csv');
}
