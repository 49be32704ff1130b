/** A column of a printed table: numbers stand right, texts left. */
export interface TableColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Rows as aligned text, two spaces between columns, no trailing spaces. */
export function printTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const fill = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(cell)));
        return columns[index]?.align === 'right' ? fill + cell : cell + fill;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join('\n');
}

const left = (title: string): TableColumn => ({ title, align: 'left' });
const right = (title: string): TableColumn => ({ title, align: 'right' });

/** `>` before a title stands it right. */
export const tableColumns = (...titles: readonly string[]): readonly TableColumn[] =>
  titles.map((title) => (title.startsWith('>') ? right(title.slice(1)) : left(title)));

/** Columns a terminal gives a text: code points, East Asian wide ones counted twice. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}]/u;
