import type { Source, SourceColumn } from './project.ts';

/** Whether no row that was loaded lacks a column: a row without what is required, or without its key, is quarantined. */
export function isRequired({ key }: Pick<Source, 'key'>, { name, required }: SourceColumn): boolean {
  return required || key.some((one) => one.name === name);
}
