import type { DefinitionFile } from '../../definitions/definition-file.ts';

/** What to try: whole texts in place of files of the project or beside them, then single values. */
export interface Edits {
  readonly segmentation: string;
  readonly edits: readonly DefinitionFile[];
  readonly set: readonly string[];
}

/** A segmentation, what to try, and whether sources may be read where kept facts do not answer. */
export interface PreviewQuestion extends Edits {
  readonly load: boolean;
}
