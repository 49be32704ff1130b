import { allConcepts, conceptOf } from './concepts/index.ts';
import { purchaseSummary } from './concepts/purchase-summary.ts';
import type { Concept } from './concepts/concept.ts';
import type { Basis, DraftAttribute } from './draft.ts';
import { draftAttribute } from './draft.ts';
import { formatNumber } from '../base/format-number.ts';
import { listed } from '../base/listed.ts';
import { plain } from './numbers-in-words.ts';
import { recognise } from './recognise.ts';
import type { ColumnSurvey, FileSurvey } from './survey.ts';
import { titleOf } from './words.ts';

/** Attributes made of columns, and what is said of columns that make none. */
export interface ColumnAttributes {
  readonly attributes: readonly DraftAttribute[];
  readonly leftOut: readonly string[];
  /** The columns that are read. */
  readonly columns: readonly ColumnSurvey[];
}

/** Of fewer rows a value is known for most customers. */
const MOSTLY_MISSING = 0.95;
/** A text with more values groups nobody. */
const MOST_GROUPS = 200;

/** The facts of a customer that a file with one row for each says itself. */
export function columnAttributes(
  file: FileSurvey,
  by: { readonly column: ColumnSurvey; readonly isNamed: boolean },
  names: readonly ColumnSurvey[],
  setting: {
    readonly entity: string;
    readonly currency: string;
    readonly chosen: ReadonlyMap<string, string>;
  },
  taken: ReadonlySet<string>,
): ColumnAttributes {
  const free = file.columns.filter((column) => column !== by.column && !names.includes(column));
  const summary = new Map([...purchaseSummary(free)].map(([column, id]) => [column, conceptOf(id)]));
  const named = namedColumns(file, free, setting.chosen);
  const rest = recognise(
    free.filter((column) => !summary.has(column) && !named.has(column)),
    allConcepts.filter(({ id }) => !setting.chosen.has(id)),
  );
  const known = new Map([
    ...[...rest].map(([concept, column]) => [column, concept] as const),
    ...summary,
    ...named,
  ]);
  const judged = free.map((column) => ({
    column,
    concept: known.get(column) ?? null,
    why: whyNot(column, known.get(column) ?? null, file.rows, taken),
  }));
  const kept = judged.filter(({ why }) => why === null);
  const ordered = [...kept.filter(({ concept }) => concept), ...kept.filter(({ concept }) => !concept)];
  const firstGuess = ordered.find(({ concept }) => !concept)?.column;
  return {
    columns: ordered.map(({ column }) => column),
    attributes: ordered.map(({ column, concept }) =>
      attributeOf(column, concept, file, by, setting, column === firstGuess),
    ),
    leftOut: sayLeftOut(
      file,
      judged.flatMap(({ column, why }) => (why ? [{ header: column.header, why }] : [])),
    ),
  };
}

/** Columns of a file that somebody named for a concept. */
function namedColumns(file: FileSurvey, free: readonly ColumnSurvey[], chosen: ReadonlyMap<string, string>) {
  return new Map(
    [...chosen].flatMap(([id, name]) => {
      const column = free.find((one) => `${file.id}.${one.name}` === name);
      return column ? [[column, conceptOf(id)] as const] : [];
    }),
  );
}

function whyNot(
  { type, distinct, filled }: ColumnSurvey,
  concept: Concept | null,
  rows: number,
  taken: ReadonlySet<string>,
): string | null {
  if (filled === 0) return 'empty';
  if (concept && taken.has(concept.id)) return 'another file says the same';
  if (concept?.id === 'email') return 'contact details place nobody';
  if (filled < rows * (1 - MOSTLY_MISSING)) return 'mostly missing';
  if (distinct < 2) return 'the same in every row';
  if (type === 'text' && distinct > MOST_GROUPS && concept?.id !== 'name')
    return 'a text with too many values to group by';
  return null;
}

function sayLeftOut(
  { name }: FileSurvey,
  columns: readonly { readonly header: string; readonly why: string }[],
): readonly string[] {
  const reasons = [...new Set(columns.map(({ why }) => why))];
  return reasons.map(
    (why) =>
      `Of ${name}, ${listed(columns.filter((one) => one.why === why).map(({ header }) => header))}: not used, ${why}.`,
  );
}

function attributeOf(
  column: ColumnSurvey,
  concept: Concept | null,
  file: FileSurvey,
  by: { readonly column: ColumnSurvey; readonly isNamed: boolean },
  { entity, currency }: { readonly entity: string; readonly currency: string },
  isFirstGuess: boolean,
): DraftAttribute {
  const note = concept ? assumed(concept, column) : null;
  return draftAttribute({
    id: column.name,
    entity,
    title: titleOf(concept && concept.words.length === 0 ? concept.id : column.name),
    basis: concept?.basis ?? guessedBasis(column),
    unit: unitOf(concept, currency),
    origin: { kind: 'from', column: `${file.id}.${column.name}`, by: by.isNamed ? null : by.column.name },
    isFixed: concept?.isFixed ?? false,
    isSensitive: concept?.isSensitive ?? false,
    saysChurned: concept?.id === 'churned',
    concept: concept?.id ?? null,
    above: isFirstGuess
      ? ['From here on nothing says what kind of facts these are: `basis` is a guess.']
      : [],
    notes: note ? { [concept?.unit ? 'unit' : 'from']: note } : {},
  });
}

/** The unit of a concept, money in the project's currency. */
export function unitOf(concept: Pick<Concept, 'unit'> | null, currency: string): string | null {
  return concept?.unit?.replace('money', currency) ?? null;
}

function assumed(concept: Concept, { header, least, most, filled }: ColumnSurvey): string | null {
  if (concept.assumes)
    return concept.assumes
      .replace('%least', plain(least))
      .replace('%most', plain(most))
      .replace('%`', `${header}\``);
  if (concept.unit?.startsWith('money'))
    return `assumed from the header \`${header}\` (${plain(least)} to ${plain(most)}, ${formatNumber(filled)} values)`;
  return null;
}

const guessedBasis = ({ type }: ColumnSurvey): Basis => (type === 'text' ? 'firmographic' : 'behavioural');
