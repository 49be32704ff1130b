import type { ColumnSurvey, FileWriting, SurveyType } from './survey.ts';

/**
 * A first project before it is text. What was assumed or decided stands as a note beside the key it concerns,
 * and every note ends up as a comment in the file.
 */
export interface Draft {
  readonly project: DraftProject;
  readonly sources: readonly DraftSource[];
  readonly entities: readonly DraftEntity[];
  readonly books: readonly DraftBook[];
  readonly metrics: DraftMetrics | null;
  readonly attributes: readonly DraftAttribute[];
  readonly segmentations: readonly DraftSegmentation[];
  /** Sentences about what the files hold and the project does without. */
  readonly leftOut: readonly string[];
}

/** Comments by the key they stand beside. */
export type Notes = Readonly<Record<string, string>>;

export interface DraftProject {
  readonly title: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly primary: string | null;
  /** Share of rows a run may quarantine; null for the default. */
  readonly quarantinedShare: number | null;
  readonly segments: { readonly from: number; readonly to: number } | null;
  readonly notes: Notes;
}

export interface DraftSource {
  readonly id: string;
  readonly above: readonly string[];
  /** Path below the project. */
  readonly file: string;
  readonly written: FileWriting;
  readonly key: string | null;
  readonly date: string | null;
  readonly population: 'every' | null;
  readonly asOf: string | null;
  readonly columns: readonly DraftColumn[];
  /** Data-quality rules, as YAML writes one. */
  readonly quality: readonly string[];
  readonly notes: Notes;
}

export interface DraftColumn {
  readonly name: string;
  readonly header: string;
  readonly type: SurveyType;
  readonly scale: number;
  readonly required: boolean;
  readonly note: string | null;
}

export interface DraftEntity {
  readonly id: string;
  readonly above: readonly string[];
  readonly source: string;
  readonly key: string;
  readonly belongsTo: { readonly entity: string; readonly column: string } | null;
  readonly activeWhen: string | null;
  readonly formerWhen: string | null;
  readonly churn: string | null;
  readonly money: string | null;
  readonly notes: Notes;
}

export interface DraftBook {
  readonly id: string;
  readonly entity: string;
  readonly source: string;
  readonly by: string;
  readonly starts: string;
  readonly ends: string;
  readonly amount: string;
  readonly period: string | null;
  readonly trial: string | null;
  readonly plan: string | null;
  readonly seats: string | null;
  readonly notes: Notes;
}

/** Where metrics come from; the blocks are YAML already. */
export interface DraftMetrics {
  readonly id: string;
  readonly entity: string;
  readonly period: string;
  readonly blocks: Readonly<Partial<Record<'book' | 'nps' | 'revenue' | 'deals', string>>>;
  readonly notes: Notes;
}

/** How an attribute is made, in the words of a definition; the values of a map are YAML already. */
export type DraftOrigin =
  | { readonly kind: 'from'; readonly column: string; readonly by: string | null }
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'aggregate' | 'book' | 'rank'; readonly keys: Readonly<Record<string, string>> };

export interface DraftAttribute {
  readonly id: string;
  readonly entity: string;
  readonly title: string | null;
  readonly basis: Basis;
  readonly unit: string | null;
  readonly origin: DraftOrigin;
  readonly isFixed: boolean;
  readonly isSensitive: boolean;
  readonly saysChurned: boolean;
  /** The concept it stands for; null for a fact nobody has a word for. */
  readonly concept: string | null;
  readonly above: readonly string[];
  readonly notes: Notes;
}

export type Basis =
  | 'firmographic'
  | 'demographic'
  | 'technographic'
  | 'behavioural'
  | 'psychographic'
  | 'needs'
  | 'value'
  | 'lifecycle';

/** An attribute with its values over the customers of the day, as a run would see them. */
export interface MeasuredAttribute extends DraftAttribute {
  readonly survey: ColumnSurvey;
  /** Customers it was measured on. */
  readonly customers: number;
}

export interface DraftSegmentation {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly entity: string;
  readonly method: 'bands' | 'rules' | 'rfm' | 'cluster';
  /** The method's own keys, their values YAML already. */
  readonly options: Readonly<Record<string, string>>;
  readonly segments: readonly DraftSegment[];
  readonly fallback: { readonly id: string; readonly title: string; readonly description?: string };
  readonly above: readonly string[];
  readonly notes: Notes;
  /** As a text has it: kept even where it tells nobody apart, for the checks to say so. */
  readonly isGiven?: boolean;
}

export interface DraftSegment {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly from?: number | null;
  readonly stated?: string;
  readonly when?: string;
  /** A typical customer, its values YAML already; then the segment takes several lines. */
  readonly like?: Readonly<Record<string, string>>;
  readonly note?: string;
}

/** An attribute with nothing special about it. */
export function draftAttribute(
  given: Pick<DraftAttribute, 'id' | 'entity' | 'basis' | 'origin'> & Partial<DraftAttribute>,
): DraftAttribute {
  return {
    ...{ title: null, unit: null, isFixed: false, isSensitive: false, saysChurned: false },
    ...{ concept: null, above: [], notes: {} },
    ...given,
  };
}
