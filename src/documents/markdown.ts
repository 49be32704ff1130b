import { shown } from '../charts/drawing/escape.ts';
import type { ChartTable } from '../charts/chart.ts';
import type { Block, Document, Figure, Section, ToldFinding } from './document.ts';

/** First line of a page, an HTML comment: says who wrote it, so that a later report may take its place. */
export const MARKDOWN_MARK = '<!-- Clade report -->';

/** A document as GitHub-flavoured Markdown. Pictures become their tables. */
export function printMarkdown({
  title,
  kicker,
  lead,
  facts,
  provenance,
  sections,
  footer,
}: Document): string {
  const parts = [
    MARKDOWN_MARK,
    `# ${plain(title)}`,
    `*${plain(kicker)}*`,
    ...(lead === null ? [] : [inline(lead)]),
    facts.map(({ term, text }) => `- **${plain(term)}**: ${inline(text)}`).join('\n'),
    inline(provenance),
    ...sections.flatMap((one) => sectionParts(one, 2)),
    '---',
    ...footer.map(inline),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function sectionParts({ title, mark, blocks }: Section, level: number): readonly string[] {
  const heading = `${'#'.repeat(Math.min(level, 6))} ${plain(title)}${mark === undefined ? '' : ` (${plain(mark)})`}`;
  return [heading, ...blocks.flatMap((block) => blockParts(block, level))];
}

function blockParts(block: Block, level: number): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [`${block.lead === undefined ? '' : `**${plain(block.lead)}.** `}${inline(block.text)}`];
    case 'note':
      return [`> ${inline(block.text)}`];
    case 'list':
      return [block.items.map((item) => `- ${inline(item)}`).join('\n')];
    case 'facts':
      return [block.facts.map(({ term, text }) => `- **${plain(term)}**: ${inline(text)}`).join('\n')];
    case 'table':
      return [`*${inline(block.table.caption)}*`, tableText(block.table)];
    case 'figure':
      return figureParts(block.figure);
    case 'fold':
      return [`**${plain(block.summary)}**`, ...block.blocks.flatMap((one) => blockParts(one, level))];
    case 'findings':
      return [block.findings.map(findingText).join('\n')];
    case 'section':
      return sectionParts(block.section, level + 1);
  }
}

const figureParts = ({ title, caption, table }: Figure): readonly string[] => [
  `**${plain(title)}**`,
  `*${inline(caption)}*`,
  tableText(table),
];

function findingText({ severity, code, hint, said }: ToldFinding): string {
  const lines = said.map(
    ({ message, place }) => `  - ${inline(message)}${place === null ? '' : ` (${plain(place)})`}`,
  );
  return [`- **${severity}** \`${code}\`${hint === null ? '' : `: ${inline(hint)}`}`, ...lines].join('\n');
}

function tableText({ columns, rows }: ChartTable): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => inline(title))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map((cell) => inline(cell.replaceAll('\n', '; '))))),
  ].join('\n');
}

/** Text with its stretches of code kept as code and everything else shown as it is written. */
function inline(text: string): string {
  return shown(text)
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? oneLine(part).replaceAll('|', '\\|') : plain(part)))
    .join('');
}

/** Signs that Markdown or the HTML in it would read as their own get a backslash; a line break becomes a space. */
function plain(text: string): string {
  return oneLine(shown(text))
    .replaceAll(/[\\`*_[\]<>|#~$]/g, (sign) => `\\${sign}`)
    .replaceAll('&', '&amp;')
    .replace(/^(\s*)([-+])(?=\s)/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/, '$1\\$2');
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ');
