import { warning } from '../../base/finding.ts';
import type { MeasuredCheck } from '../check.ts';

/** Rows that name a subscription on a day it did not run. */
export const eventsOutsideBook: MeasuredCheck = {
  id: 'events-outside-book',
  title: 'Events outside their subscription',
  source: 'Accuracy is agreement between sources: what is used has been bought',
  severity: 'warning',
  summary: 'Rows name a subscription that had not begun, had ended, or is not in the book.',
  needs: 'run',
  read: ({ outsideBook }) =>
    outsideBook
      .filter(({ outside, unknown }) => outside + unknown > 0)
      .map(({ book, source, line, date, events, outside, unknown }) => {
        const strangers = unknown === 0 ? '' : `; ${unknown} name a subscription that is not in the book`;
        return warning(
          'events-outside-book',
          `${outside} of ${events} rows of \`${source.id}\` have a \`${date.name}\` outside the dates of their \`${line.name}\` in \`${book.id}\`${strangers}.`,
          {
            place: source.place,
            hint: 'One of the two sources is wrong about when; find out which before usage is set against revenue.',
            data: { events, outside, unknown },
          },
        );
      }),
};
