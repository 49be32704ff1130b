/** A table in Markdown; bars inside cells are escaped, line breaks become spaces. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (text: string): string => `\`${text}\``;

/** A page: its title, its blocks, and where its text comes from. */
export function page(title: string, blocks: readonly string[]): string {
  return `${[
    `# ${title}`,
    '*Made from the code by `npm run docs`; a test keeps the two the same.*',
    ...blocks,
  ].join('\n\n')}\n`;
}
