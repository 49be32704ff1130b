import type { Finding } from '../base/finding.ts';
import type { Source, SourceOrigin } from '../definitions/project.ts';
import type { Engine, Progress } from '../engines/engine.ts';

/** Where a source is read to, and with what. */
export interface ReadContext {
  /**
   * DuckDB for files; for tables and queries the project's own engine, which has them. In a transaction of
   * DuckDB only files that it reads as they are can be read, since a refused attempt ends the transaction.
   */
  readonly loader: Engine;
  /** Relative paths start here; an absolute path is taken as written, since the file that says it is under git. */
  readonly projectFolder: string;
  /** An existing folder the loader may read; copies made while reading are removed again. */
  readonly scratchFolder: string;
  /** Gets the typed good rows; must not exist yet. Its schema must. */
  readonly table: readonly string[];
  /** Columns that name a customer besides the source's key: trimmed as keys are, but they may be missing. */
  readonly customerColumns?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * What came of reading a source. `rowsRead = rowsLoaded + quarantined.rows` always holds. Where a finding is
 * an error nothing was read: the counts are 0 and neither table exists.
 */
export interface LoadResult {
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  readonly quarantined: Quarantined;
  /** SHA-256 of the file's bytes in hex; null for tables and queries, and for a file that cannot be read. */
  readonly contentHash: string | null;
  /** Where rows were not copied, the file they are read from: what should be a table is a view over it. */
  readonly inPlace: FileInPlace | null;
  readonly findings: readonly Finding[];
}

/** A file as it was when its rows were checked. */
export interface FileStamp {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

/** A Parquet file whose rows are good; as written where the declared columns have its names, and no text of them is trimmed. */
export interface FileInPlace extends FileStamp {
  readonly isAsWritten: boolean;
}

/** Rows that were not loaded. The table has every one of them, with the columns of {@link QuarantinedRow}. */
export interface Quarantined {
  readonly rows: number;
  /** The loaded table's name with `_quarantine` behind it; null where nothing was read. */
  readonly table: readonly string[] | null;
  /** The first {@link SHOWN_ROWS}, by line. */
  readonly first: readonly QuarantinedRow[];
}

/**
 * One bad row, once: `column_name` and `code` are those of its first fault, `reason` tells all of them.
 * `line` counts from 1 (a Parquet file's rows too) and is null where rows have no place; `raw` is cut after
 * {@link RAW_LENGTH} characters.
 */
export interface QuarantinedRow {
  readonly line: number | null;
  readonly column_name: string | null;
  readonly code: QuarantineCode;
  readonly reason: string;
  readonly raw: string | null;
}

export type QuarantineCode =
  | 'malformed-row'
  | 'malformed-json'
  | 'invalid-text'
  | 'missing-value'
  | 'not-a-number'
  | 'not-an-integer'
  | 'too-many-digits'
  | 'not-a-boolean'
  | 'not-a-date'
  | 'date-out-of-range'
  | 'duplicate-key';

export const SHOWN_ROWS = 100;
export const RAW_LENGTH = 2000;

export type OriginKind = SourceOrigin['kind'];
export type OriginOf<Kind extends OriginKind> = Extract<SourceOrigin, { readonly kind: Kind }>;
export type SourceFrom<Kind extends OriginKind> = Source & { readonly origin: OriginOf<Kind> };

/** A way into Clade for customer data: one unit per kind of origin. */
export interface Connector<Kind extends OriginKind> {
  readonly kind: Kind;
  readonly title: string;
  readonly summary: string;
  read(source: SourceFrom<Kind>, context: ReadContext): Promise<LoadResult>;
}

/** The result of a source that could not be read. */
export function notRead(findings: readonly Finding[], contentHash: string | null = null): LoadResult {
  return {
    rowsRead: 0,
    rowsLoaded: 0,
    quarantined: { rows: 0, table: null, first: [] },
    contentHash,
    inPlace: null,
    findings,
  };
}
