import type { Concept } from './concept.ts';
import { doing } from './doing.ts';
import { relation } from './relation.ts';
import { who } from './who.ts';

/** Every fact of a customer Clade has a word for; of two that fit a column alike the earlier is taken. */
export const allConcepts: readonly Concept[] = [...relation, ...who, ...doing];

export function conceptOf(id: string): Concept {
  const found = allConcepts.find((one) => one.id === id);
  if (!found) throw new Error(`there is no concept ${id}`);
  return found;
}

/** A concept as a sentence names it. */
export const conceptTitle = (id: string): string => conceptOf(id).title;
