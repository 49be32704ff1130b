import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, parseDocument } from 'yaml';
import { placeFinder } from '../base/place.ts';
import { positionsOf } from './positions.ts';

/** The text in a file that an origin points at. */
function pointedAt(file: string, offset: number, length: number): string {
  const document = parseDocument(file);
  const { contents } = document;
  if (!isMap(contents) || !contents.range) throw new Error('no map');
  const value = document.get('when', true);
  if (!isScalar(value) || typeof value.value !== 'string') throw new Error('no text');
  const positions = positionsOf(contents as never, file, placeFinder('f.yaml', file));
  const place = positions.originOf(['when'], value.value).at(offset, length);
  const start =
    file
      .split('\n')
      .slice(0, place.line - 1)
      .join('\n').length +
    (place.line > 1 ? 1 : 0) +
    place.column -
    1;
  return file.slice(start, start + place.length);
}

function valueOf(file: string): string {
  return String(parseDocument(file).get('when'));
}

/** The visible characters of the value that do not stand in the file where the origin says. */
function misplaced(file: string): readonly string[] {
  const value = valueOf(file);
  return [...value].filter((char, at) => /\S/.test(char) && pointedAt(file, at, 1) !== char);
}

describe('origins of texts', () => {
  it.each([
    ['plain', 'id: x\nwhen: mrr > 5 and seats < 3 # note'],
    ['plain over lines', 'when: mrr > 5\n  and seats < 3\n\n  or mrr < 1\nid: x'],
    ['literal', 'when: |-\n  mrr > 5\n    and seats < 3\nid: x'],
    ['literal with blank lines', 'when: |\n\n  mrr > 5\n\n  and seats < 3\n'],
    ['literal with its indentation said', 'when: |2-\n    mrr > 5\n   and seats < 3\n'],
    ['literal with a comment on its head', 'when: |- # comment\n  mrr > 5\n'],
    ['folded', 'when: >-\n  mrr > 5\n  and seats < 3\n\n  or mrr < 1\nid: x'],
    ['folded and more indented', 'when: >\n  mrr > 5\n    and seats < 3\n  or mrr < 1\n'],
    ['single quotes', "when: 'mrr > 5 and plan = ''pro'' or a = b'"],
    ['single quotes over lines', "when: 'mrr > 5\n\n  and plan = ''pro'''"],
    ['double quotes', 'when: "mrr > 5 and seats < 3"'],
    ['double quotes over lines', 'when: "mrr > 5\n  and seats < 3 \\\n  or a"'],
    ['line ends of Windows', 'id: x\r\nwhen: |-\r\n  mrr > 5\r\n  and seats < 3\r\n'],
    ['a map in braces', '{ id: x, when: mrr > 5 and seats < 3 }'],
  ])('are exact in a %s text', (_name, file) => {
    expect(misplaced(file)).toEqual([]);
  });

  it('cover what an escape is written as', () => {
    const file = 'when: "a\\u00e9\\tb\\n\\"c\\" \\x41 \\U0001F600 z"';
    const value = valueOf(file);
    expect(value).toBe('aé\tb\n"c" A 😀 z');
    expect(pointedAt(file, value.indexOf('z'), 1)).toBe('z');
    expect(pointedAt(file, value.indexOf('b'), 1)).toBe('b');
    expect(pointedAt(file, value.indexOf('c'), 1)).toBe('c');
    expect(pointedAt(file, 0, value.length)).toBe('a\\u00e9\\tb\\n\\"c\\" \\x41 \\U0001F600 z');
  });

  it('end a stretch after its last character and stand behind the text at its end', () => {
    const file = 'when: |-\n  mrr > 5\n  and seats\nid: x';
    expect(pointedAt(file, 0, 13)).toBe('mrr > 5\n  and s');
    expect(pointedAt(file, 0, 11)).toBe('mrr > 5\n  and');
    const place = positionsOf(parseDocument(file).contents as never, file, placeFinder('f', file))
      .originOf(['when'], valueOf(file))
      .at(valueOf(file).length, 0);
    expect(place).toMatchObject({ line: 3, column: 12, length: 0 });
  });

  it('are exact in literals and quoted texts of any words', () => {
    const words = fc.array(fc.stringMatching(/^[a-z_<>=']{1,6}$/), { minLength: 1, maxLength: 12 });
    const gaps = fc.array(fc.constantFrom(' ', '  ', '\n', '\n\n', '\n   '), {
      minLength: 12,
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, gaps, (parts, between) => {
        const text = parts.map((word, index) => (index === 0 ? word : `${between[index]}${word}`)).join('');
        const indented = text.replaceAll('\n', '\n  ');
        expect(misplaced(`when: |-\n  ${indented}\nid: x\n`)).toEqual([]);
        expect(misplaced(`when: >-\n  ${indented}\nid: x\n`)).toEqual([]);
        expect(misplaced(`when: '${indented.replaceAll("'", "''")}'\nid: x\n`)).toEqual([]);
        expect(misplaced(`when: "${indented}"\nid: x\n`)).toEqual([]);
      }),
    );
  });
});
