/** Width above which a list of parts is broken into lines. */
const WIDTH = 88;

/** Every line but the first two spaces further in. Printed literals never hold a line break, so none is changed. */
export function indent(text: string): string {
  return text.replaceAll('\n', '\n  ');
}

/** `a and b and c` on one line where it fits, else a line for each part. */
export function joined(parts: readonly string[], word: string): string {
  const line = parts.join(` ${word} `);
  return fits(line) ? line : parts.map(indent).join(`\n${word} `);
}

/** `head part part tail` on one line where it fits, else a line for each part, indented. */
export function block(head: string, parts: readonly string[], tail: string): string {
  const line = [head, ...parts, tail].join(' ');
  return fits(line) ? line : `${head}\n  ${parts.map(indent).join('\n  ')}\n${tail}`;
}

function fits(line: string): boolean {
  return line.length <= WIDTH && !line.includes('\n');
}
