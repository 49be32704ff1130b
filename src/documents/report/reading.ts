import type { Section } from '../document.ts';
import type { ReportContent } from './content.ts';

/** The words of the page, for whoever meets them first. */
export function readingSection({ project, run }: ReportContent): Section {
  const { limits } = project;
  return {
    id: 'reading',
    title: 'How to read this',
    blocks: [
      {
        kind: 'facts',
        facts: [
          {
            term: 'As of',
            text: `Every number pretends to be on ${run.asOf} and uses only what was true and known then.`,
          },
          {
            term: 'Customer',
            text: 'Who is a customer on that day by the project’s own definition. Former customers and prospects are placed too, and count only where it says listed.',
          },
          {
            term: 'Fallback',
            text: 'The segment of those no rule took. Coverage is the share outside it.',
          },
          {
            term: 'Unknown',
            text: 'A rule that lacks data is neither true nor false; the customer falls through to the next.',
          },
          {
            term: 'Boundary',
            text: `A customer with a margin below ${limits.boundaryMargin} (0 to 1): it could as well be next door.`,
          },
          {
            term: 'Too few to say',
            text: `Below ${limits.minimumCount} customers nothing is estimated.`,
          },
          {
            term: 'Counts and estimates',
            text: 'Sizes count everybody, so they have no interval. Where a number is an estimate, its 95 % interval stands beside it.',
          },
        ],
      },
    ],
  };
}
