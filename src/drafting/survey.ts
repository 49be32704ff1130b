/** What a look at files gives: measured, not yet judged. The connectors make it, drafting reads it. */
export interface FileSurvey {
  /** Id of the source to be, from the file's name. */
  readonly id: string;
  /** Name of the file without its folder. */
  readonly name: string;
  readonly written: FileWriting;
  readonly rows: number;
  /** Rows no reader could cut into fields; they will be quarantined. */
  readonly malformed: number;
  /** Rows that say the same as an earlier one, word for word. */
  readonly repeats: number;
  readonly columns: readonly ColumnSurvey[];
}

/** How a file is written, in the words a source says it with. */
export type FileWriting =
  | { readonly format: 'parquet' | 'jsonl' }
  | {
      readonly format: 'csv';
      readonly separator: string;
      readonly encoding: Encoding;
      readonly decimalMark: '.' | ',';
      readonly dateOrder: DateOrder;
      /** Days of the file fit both orders of day and month: somebody has to say. */
      readonly isOrderOpen: boolean;
      /** Texts that stand for "no value" in columns of numbers and dates. */
      readonly missing: readonly string[];
      /** Bytes that Latin-1 leaves open and Windows prints, such as the euro sign. */
      readonly hasWindowsBytes: boolean;
    };

export type Encoding = 'utf-8' | 'utf-16' | 'latin-1';
export type DateOrder = 'YMD' | 'DMY' | 'MDY';

/** Types a first project declares; a day with a time is a date, money is a decimal and never a double. */
export type SurveyType = 'text' | 'integer' | 'decimal' | 'date' | 'boolean';

/** A column, or an attribute of customers, as it was measured. Values are texts as conditions write them. */
export interface ColumnSurvey {
  /** Name in the definition: lower case, words joined by underscores. */
  readonly name: string;
  readonly header: string;
  readonly type: SurveyType;
  /** Digits after the point of a decimal; 0 for others. */
  readonly scale: number;
  readonly filled: number;
  /** Values that are there and are not of the type. */
  readonly unreadable: number;
  readonly distinct: number;
  readonly least: string | null;
  readonly most: string | null;
  /** 21 values from the least to the greatest, a twentieth of the rows apart; empty for texts. */
  readonly twentieths: readonly string[];
  /** All values with their rows, most frequent first, where there are few; else empty. */
  readonly values: readonly { readonly value: string; readonly rows: number }[];
}

/** How completely a column of one file names the rows of another. */
export interface JoinSurvey {
  readonly from: { readonly file: string; readonly column: string };
  readonly to: { readonly file: string; readonly column: string };
  /** Rows with a value, those whose value the other file has, and how many of the other's keys are named. */
  readonly rows: number;
  readonly matched: number;
  readonly named: number;
}

/** Everything that was looked at. */
export interface Survey {
  readonly files: readonly FileSurvey[];
  readonly joins: readonly JoinSurvey[];
}

/** Most different values that are listed one by one. */
export const LISTED_VALUES = 200;
/** Steps of {@link ColumnSurvey.twentieths}. */
export const STEPS = 20;
