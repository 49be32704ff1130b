import * as z from 'zod';
import { error } from '../../base/finding.ts';
import type { Place } from '../../base/place.ts';
import type { Expression } from '../../sql/expression.ts';
import { formatType } from '../../sql/value-type.ts';
import type { Names, Report } from '../names.ts';
import type { Path, Positions } from '../positions.ts';
import type { QualityDemand, Source, SourceColumn } from '../project.ts';
import { readerOf } from '../reader.ts';
import { fixedOrigin } from '../text-origin.ts';

/** A source with its columns by name. */
export interface KnownSource {
  readonly source: Source;
  readonly columns: Names<SourceColumn>;
}

/** What making a demand may ask. Paths are below the key the rule is written under. */
export interface QualityScope {
  readonly own: KnownSource;
  readonly sources: Names<KnownSource>;
  readonly positions: Positions;
  readonly report: Report;
  placeOf(path: Path): Place;
  pathOf(path: Path): Path;
}

/** A kind of rule: the key it is written under, the shape of what stands there, and what it asks. */
export interface QualityKind<Key extends string, Data> {
  readonly key: Key;
  readonly summary: string;
  readonly schema: z.ZodType<Data>;
  /** Null when it cannot be read; the findings are then reported. */
  make(data: Data, scope: QualityScope): QualityDemand | null;
}

/** A share as 0.05 or as `5%`. */
export const share = z
  .union([z.number().min(0).max(1), z.string().regex(/^\d{1,3}(?:\.\d+)?%$/)])
  .describe('A share: 0.05, or 5%.');

export function shareOf(written: z.infer<typeof share>): number {
  return typeof written === 'number' ? written : Number.parseFloat(written) / 100;
}

/** A value as it stands in a rule: a number, a text, a day as YYYY-MM-DD, true or false. */
export const literal = z.union([z.number(), z.boolean(), z.string()]);

export type Literal = z.infer<typeof literal>;

/** The value as a condition on a column of that type writes it. */
export function literalText(value: Literal, { type }: SourceColumn): string {
  if (typeof value !== 'string') return String(value);
  if (type.kind === 'text') return textLiteral(value);
  if (type.kind === 'date') return `date ${textLiteral(value)}`;
  return /^-?\d+(?:\.\d+)?$/.test(value) ? value : textLiteral(value);
}

export function textLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A column of the rule's own source. */
export function ownColumn(name: string, path: Path, { own, placeOf, report }: QualityScope) {
  return own.columns.follow(name, placeOf(path), report);
}

/** Reads a condition over one column, which it calls `value`: so that any name of a column will do. */
export function conditionOn(column: SourceColumn, text: string, scope: QualityScope): Expression | null {
  const { name, type } = column;
  const names = {
    column: (said: string) => (said === 'value' ? { column: name, type } : null),
    segmentation: () => null,
    names: () => ['value'],
    segmentationNames: () => [],
  };
  const reader = readerOf(names, () => false, scope.report);
  return reader.condition(text, fixedOrigin(scope.placeOf([])))?.expression ?? null;
}

/** The column that tells the rows of another source apart: as written, else its only key. */
export function keyOf(
  other: KnownSource,
  written: string | undefined,
  path: Path,
  { placeOf, report }: QualityScope,
): SourceColumn | null {
  if (written !== undefined) return other.columns.follow(written, placeOf(path), report);
  const [key, ...more] = other.source.versions?.key ?? other.source.key;
  if (key && more.length === 0) return key;
  report(
    error('quality-key', `Nothing says which column of \`${other.source.id}\` is meant.`, {
      place: placeOf([]),
      hint: 'Write `key:` and the column.',
    }),
  );
  return null;
}

/** Only values of one type can be compared. */
export function sameType(
  left: SourceColumn,
  right: SourceColumn,
  { placeOf, report }: QualityScope,
): boolean {
  if (formatType(left.type) === formatType(right.type)) return true;
  report(
    error(
      'quality-types',
      `\`${left.name}\` is ${formatType(left.type)} and \`${right.name}\` is ${formatType(right.type)}.`,
      { place: placeOf([]), hint: 'Declare both columns alike.' },
    ),
  );
  return false;
}
