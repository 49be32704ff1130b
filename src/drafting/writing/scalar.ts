/** Plain YAML may hold these and nothing that a parser would take for something else; outside a flow commas too. */
const PLAIN = /^[\p{L}_](?:[\p{L}\w .()/+*'<>=-]*[\p{L}\w.()/+*'<>=-])?$/u;
const PLAIN_ALONE = /^[\p{L}_](?:[\p{L}\w .,()/+*'<>=-]*[\p{L}\w.()/+*'<>=-])?$/u;
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i;

/** A text as YAML writes it, in block and in flow alike: plain where that is safe, else in double quotes. */
export const scalar = (text: string): string =>
  PLAIN.test(text) && !RESERVED.test(text) ? text : quoted(text);

/** A text that stands alone behind its key. */
export const scalarAlone = (text: string): string =>
  PLAIN_ALONE.test(text) && !RESERVED.test(text) ? text : quoted(text);

/** In double quotes, with every letter that YAML does not print escaped. */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A map on one line; undefined values are left out, texts are YAML already. */
export function flow(map: Readonly<Record<string, string | undefined>>): string {
  const parts = Object.entries(map).flatMap(([key, text]) => (text === undefined ? [] : [`${key}: ${text}`]));
  return `{ ${parts.join(', ')} }`;
}

/** A list on one line. */
export const list = (texts: readonly string[]): string => `[${texts.join(', ')}]`;

/** A text of a condition: quotes in it are doubled. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
