import { formatNumber } from '../base/format-number.ts';
import type { CodeBook } from '../numeric/cluster/code-book.ts';
import { codeCount } from '../numeric/cluster/code-book.ts';

/** How a value of a basis is read: `a number on a log scale, exact zeros apart`, `words, 5 levels`. */
export function readingWords(book: CodeBook | null): string {
  if (book === null) return 'left out: it told nobody apart, or named everybody';
  if (book.family === 'categories') {
    const isFlag = book.levels.every((level) => typeof level === 'boolean');
    if (isFlag) return 'yes or no';
    return `words, ${formatNumber(codeCount(book))} levels${book.others ? ', the last for all others' : ''}`;
  }
  const apart = book.zeroAtom ? ', exact zeros apart' : '';
  if (book.order !== null)
    return `words in order, from ${book.order[0] ?? ''} to ${book.order.at(-1) ?? ''}${apart}`;
  return `a number${book.transform === 'log1p' ? ' on a log scale' : ''}${apart}`;
}
