import type { DraftAttribute } from '../draft.ts';
import { likeness } from '../recognise.ts';
import type { ColumnSurvey, FileSurvey, SurveyType } from '../survey.ts';
import { wordsOf } from '../words.ts';

/** A part that a column of a file can play: the day of an order, the amount of a subscription. */
export interface Slot {
  readonly takes: readonly SurveyType[];
  readonly words: readonly string[];
  readonly isRequired: boolean;
  /** Taken by any column of the type where none has the name. */
  readonly isAny?: boolean;
  readonly fits?: (column: ColumnSurvey) => boolean;
}

/** What the rows of a file are to its customers. Roles are asked in the order of their list. */
export interface Role {
  readonly id: string;
  readonly title: string;
  /** Words of file names and headers; where given, one of them must be there. */
  readonly words: readonly string[];
  readonly slots: Readonly<Record<string, Slot>>;
  /** What a file must look like beside its columns. */
  readonly fits?: (file: FileSurvey) => boolean;
  /** Whether the parts that were found are enough, where that is more than the required ones. */
  readonly isWhole?: (parts: Cast['parts']) => boolean;
  /** The facts of a customer that come of its rows. */
  readonly attributes: (cast: Cast, scene: RoleScene) => readonly DraftAttribute[];
}

/** A role with the columns that play its parts. */
export interface Cast {
  readonly role: Role;
  readonly file: FileSurvey;
  readonly parts: Readonly<Record<string, ColumnSurvey>>;
}

/** Where a file stands in the project: whose rows they are and through which list they name them. */
export interface RoleScene {
  readonly entity: string;
  readonly currency: string;
  /** Keys of an aggregate that say whose the rows are. */
  readonly whose: Readonly<Record<string, string>>;
  /** Days between the first and the last row that count. */
  readonly days: number;
  readonly asOf: string;
  readonly customers: number;
}

/** The columns of a file in their parts, or null where it does not fit the role. `own` is what names the customer. */
export function castOf(role: Role, file: FileSurvey, own: readonly string[]): Cast | null {
  const said = [file.name.replace(/\.\w+$/, ''), ...file.columns.map(({ header }) => header)].flatMap(
    wordsOf,
  );
  const isNamed =
    role.words.length === 0 || said.some((word) => role.words.some((stem) => word.startsWith(stem)));
  if (!isNamed || role.fits?.(file) === false) return null;
  const free = file.columns.filter(({ name, filled }) => filled > 0 && !own.includes(name));
  const parts: Record<string, ColumnSurvey> = {};
  for (const [part, slot] of Object.entries(role.slots)) {
    const used = Object.values(parts);
    const could = free.filter(
      (column) => slot.takes.includes(column.type) && !used.includes(column) && (slot.fits?.(column) ?? true),
    );
    const named = could
      .map((column) => ({ column, score: likeness(column.header, slot.words) }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score)[0]?.column;
    const chosen = named ?? (slot.isAny ? could.toSorted((a, b) => b.filled - a.filled)[0] : undefined);
    if (chosen) parts[part] = chosen;
    else if (slot.isRequired) return null;
  }
  return (role.isWhole?.(parts) ?? true) ? { role, file, parts } : null;
}

/** The day a row happened: a date with a name for it, else any. */
export const DAY: Slot = {
  takes: ['date'],
  words: [
    'date',
    'day',
    'datum',
    'tag',
    'on',
    'at',
    'am',
    'timestamp',
    'time',
    'created at',
    'order date',
    'invoice date',
  ],
  isRequired: true,
  isAny: true,
};

/** Prices of one piece are no amounts. */
const OF_ONE = /unit|einzel|stueck|stück|per/i;

/** The amount of a row, in money. */
export const AMOUNT: Slot = {
  takes: ['decimal', 'integer'],
  words: [
    'amount',
    'total',
    'total price',
    'total amount',
    'revenue',
    'net amount',
    'value',
    'order value',
    'sales',
    'sum',
    'betrag',
    'umsatz',
    'summe',
    'gesamtbetrag',
    'nettobetrag',
    'gesamt',
    'wert',
    'price',
    'preis',
  ],
  isRequired: true,
  fits: ({ header }) => !OF_ONE.test(header),
};
