import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { Document } from '../../documents/document.ts';
import { GENERATOR, printHtml } from '../../documents/html/print-html.ts';
import { MARKDOWN_MARK, printMarkdown } from '../../documents/markdown.ts';
import { folderFault } from './folder-fault.ts';

export type DocumentFormat = 'html' | 'markdown';

/** A file that may be written, and what its ending asks for. */
export interface DocumentTarget {
  readonly path: string;
  readonly format: DocumentFormat;
}

/** What is written for an ending, and the words by which a document of ours is known. */
const FORMATS: Readonly<Record<DocumentFormat, { readonly mark: string; print(page: Document): string }>> = {
  html: { mark: `content="${GENERATOR}"`, print: printHtml },
  markdown: { mark: MARKDOWN_MARK, print: printMarkdown },
};

const ENDINGS: Readonly<Record<string, DocumentFormat>> = {
  '.html': 'html',
  '.htm': 'html',
  '.md': 'markdown',
  '.markdown': 'markdown',
};

/** Why nothing may be written there is a finding; a file that is no document of ours stays as it is. */
export function documentTarget(folder: string, to: string): DocumentTarget | Finding {
  const path = resolve(folder, to);
  const format = ENDINGS[extname(path).toLowerCase()];
  if (!format)
    return error('report-format', `\`${to}\` ends in neither .html nor .md.`, {
      hint: 'The ending says what is written: .html for a page, .md for Markdown.',
    });
  const fault = folderFault(path);
  if (fault) return fault;
  const there = statSync(path, { throwIfNoEntry: false });
  if (!there || (there.isFile() && readFileSync(path, 'utf8').includes(FORMATS[format].mark)))
    return { path, format };
  return error('not-a-report', `${path} is there and is no report that Clade wrote, so it stays as it is.`, {
    hint: 'Name another file, or remove it first.',
  });
}

/** Writes a file beside the target and renames it when it is whole; returns its size in bytes. */
export function writeDocument({ path, format }: DocumentTarget, page: Document): number {
  const text = FORMATS[format].print(page);
  const temporary = `${path}.part`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
  return Buffer.byteLength(text);
}
