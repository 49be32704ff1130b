import type { Section } from '../document.ts';

/** A part of a report, or the sentence that says why it is not there. Nothing is left out in silence. */
export type Part = { readonly section: Section } | { readonly absent: string };

export const isAbsent = (part: Part): part is { readonly absent: string } => 'absent' in part;
