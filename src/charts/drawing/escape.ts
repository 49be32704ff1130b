/** Control characters, line separators and marks that turn the direction of a text: nothing a name needs. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in HTML and SVG, in an element or between quotes. What cannot be shown becomes U+FFFD. */
export function escapeText(text: string): string {
  return shown(text).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}

/** The text without what cannot be shown, each such character replaced by U+FFFD. */
export function shown(text: string): string {
  return text.replaceAll(UNSEEN, '\ufffd');
}
