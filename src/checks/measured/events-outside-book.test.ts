import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../test/support/counts.ts';
import { rulesOf, sketchProject } from '../../../test/support/sketch-project.ts';
import type { Book, Source } from '../../definitions/project.ts';
import { eventsOutsideBook } from './events-outside-book.ts';

describe('events-outside-book', () => {
  const { project } = sketchProject({ gone: 'boolean' }, rulesOf({ some: 'gone' }));
  const [source] = project.sources as readonly [Source];
  const [line] = source.columns as readonly [Source['columns'][number]];
  const book = { id: 'revenue' } as Book;
  const read = (outside: number, unknown: number) =>
    eventsOutsideBook.read(
      evidenceOf(project, [], {
        outsideBook: [{ book, source, line, date: line, events: 50, outside, unknown }],
      }),
    );

  it('counts rows before or after their subscription, and rows of none', () => {
    expect(read(20, 0)[0]?.message).toMatch(/^20 of 50 rows of `accounts`.*in `revenue`\.$/);
    expect(read(0, 7)[0]?.message).toContain('7 name a subscription that is not in the book');
    expect(read(20, 7)[0]).toMatchObject({
      place: source.place,
      data: { events: 50, outside: 20, unknown: 7 },
    });
  });

  it('says nothing where all lie inside', () => {
    expect(read(0, 0)).toEqual([]);
  });
});
