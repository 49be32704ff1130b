import { createHash } from 'node:crypto';
import type { Hashable } from '../base/stable-hash.ts';
import { stableHash } from '../base/stable-hash.ts';

/** Keys whose texts are expressions: spaces between their words say nothing. */
const EXPRESSIONS = new Set(['when', 'activeWhen', 'formerWhen', 'value', 'of', 'where', 'stays']);

/**
 * SHA-256 of what a definition says and of what it refers to, by their hashes. Comments, spacing and the order of
 * keys do not count; every word does, titles too.
 */
export function definitionHash(data: object, refersTo: readonly string[] = []): string {
  return stableHash({ says: contentOf(data, null), refersTo: [...new Set(refersTo)].sort() });
}

/** SHA-256 over the bytes of a file. */
export function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function contentOf(value: unknown, key: string | null): Hashable {
  if (typeof value === 'string') return key !== null && EXPRESSIONS.has(key) ? withoutSpacing(value) : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item) => contentOf(item, null));
  if (typeof value !== 'object' || value === null) return null;
  const said = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(said.map(([name, part]) => [name, contentOf(part, name)]));
}

/** Texts in quotes stay as they are; elsewhere a space stays only between two words. */
function withoutSpacing(expression: string): string {
  return expression
    .replace(/'(?:[^']|'')*'|\s+/g, (found) => (found.startsWith("'") ? found : ' '))
    .replace(/'(?:[^']|'')*'| ?([^\w\s']+) ?/g, (found, sign: string | undefined) => sign ?? found)
    .trim();
}
