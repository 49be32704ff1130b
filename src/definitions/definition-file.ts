/** A definition file: its path inside the project, with `/`, and its text. */
export interface DefinitionFile {
  readonly path: string;
  readonly text: string;
}
