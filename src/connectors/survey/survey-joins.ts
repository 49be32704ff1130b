import type { ColumnSurvey, FileSurvey, JoinSurvey } from '../../drafting/survey.ts';
import { singular, wordsOf } from '../../drafting/words.ts';
import { trimmed } from '../conventions.ts';
import type { Engine } from '../../engines/engine.ts';
import type { SurveyedFile } from './survey-file.ts';

/** A column that could name rows, and one whose values could be such names. */
interface Candidate {
  readonly from: { readonly file: SurveyedFile; readonly column: ColumnSurvey };
  readonly to: { readonly file: SurveyedFile; readonly column: ColumnSurvey };
}

/** Of a key so many values are different; the rest are repeats to be reported. */
const NEARLY_DIFFERENT = 0.9;
/** A join that finds fewer of its rows is none. */
const LEAST_MATCHED = 0.5;

/** Which columns name the rows of other files, measured for every pair whose names allow it. */
export async function surveyJoins(
  files: readonly SurveyedFile[],
  loader: Engine,
  options: { readonly signal?: AbortSignal },
): Promise<readonly JoinSurvey[]> {
  const found: JoinSurvey[] = [];
  for (const { from, to } of files.flatMap((file) => files.flatMap((other) => candidates(file, other)))) {
    const name = (table: readonly string[]) => table.map((part) => loader.dialect.quoteName(part)).join('.');
    const text = (column: ColumnSurvey) =>
      trimmed(`cast(${loader.dialect.quoteName(column.name)} as varchar)`);
    const [row = {}] = await loader.query(
      {
        label: `match ${from.file.survey.id}.${from.column.name}`,
        text: `select count(*) as rows, count(own.value) as matched, count(distinct own.value) as named
          from (select ${text(from.column)} as value from ${name(from.file.table)}) as each
          left join (select distinct ${text(to.column)} as value from ${name(to.file.table)}) as own using (value)
          where each.value <> ''`,
        parameters: [],
      },
      options,
    );
    const [rows, matched] = [Number(row['rows'] ?? 0), Number(row['matched'] ?? 0)];
    if (rows > 0 && matched >= rows * LEAST_MATCHED)
      found.push({
        from: { file: from.file.survey.id, column: from.column.name },
        to: { file: to.file.survey.id, column: to.column.name },
        ...{ rows, matched, named: Number(row['named'] ?? 0) },
      });
  }
  return found;
}

function candidates(file: SurveyedFile, other: SurveyedFile): readonly Candidate[] {
  if (file === other) return [];
  return other.survey.columns
    .filter((column) => isKeyLike(column))
    .flatMap((key) =>
      file.survey.columns
        .filter((column) => column.distinct > 1 && couldName(column, key, other.survey))
        .map((column) => ({ from: { file, column }, to: { file: other, column: key } })),
    );
}

/** Different in nearly every row, and neither a day nor a measure. */
export function isKeyLike({ type, filled, distinct }: ColumnSurvey): boolean {
  return (type === 'text' || type === 'integer') && filled > 0 && distinct >= filled * NEARLY_DIFFERENT;
}

const KEY_WORDS = new Set(['id', 'key', 'no', 'nr', 'number', 'nummer', 'code', 'ref', 'uuid', 'guid']);

/** `customer_id` names `customer_id`, and the `id` of the file `customers`. */
function couldName(column: ColumnSurvey, key: ColumnSurvey, { name, id }: FileSurvey): boolean {
  const [own, theirs] = [wordsOf(column.header), wordsOf(key.header)];
  const joined = (words: readonly string[]) => words.filter((word) => !KEY_WORDS.has(word)).join('');
  const isNamed = [...own, ...theirs].some((word) => KEY_WORDS.has(word));
  if (own.join('') === theirs.join('')) return true;
  const subject = wordsOf(name.replace(/\.\w+$/, ''))
    .map(singular)
    .join('');
  const rest = joined(own);
  if (!isNamed || rest === '') return false;
  return rest === joined(theirs) || (joined(theirs) === '' && (subject.endsWith(rest) || id.includes(rest)));
}
