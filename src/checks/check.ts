import type { Finding, Severity } from '../base/finding.ts';
import type { Project } from '../definitions/project.ts';
import type { Evidence } from './evidence.ts';

/** A judgement, its head as data. Its findings carry its id as their code, and `docs/checks/<id>.md` explains it. */
interface CheckHead {
  readonly id: string;
  readonly title: string;
  /** Which text or paper says so. */
  readonly source: string;
  /** Of its gravest finding. */
  readonly severity: Severity;
  readonly summary: string;
}

/** What can be said of the definitions alone. */
export interface DefinitionCheck extends CheckHead {
  readonly needs: 'definitions';
  read(project: Project): readonly Finding[];
}

/** What can be said once a run has measured. */
export interface MeasuredCheck extends CheckHead {
  readonly needs: 'run';
  read(evidence: Evidence): readonly Finding[];
}

export type Check = DefinitionCheck | MeasuredCheck;
