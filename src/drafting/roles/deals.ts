import { draftAttribute } from '../draft.ts';
import type { ColumnSurvey } from '../survey.ts';
import { literal } from '../writing/scalar.ts';
import type { Role } from './role.ts';
import { AMOUNT } from './role.ts';

/** The value of a column that a pattern knows; null where none does. */
export const valueLike = (column: ColumnSurvey | undefined, pattern: RegExp) =>
  column?.values.find(({ value }) => pattern.test(value))?.value ?? null;
export const WON = /^(?:closed[ _-]?)?won$|^gewonnen$/i;
export const LOST = /^(?:closed[ _-]?)?lost$|^verloren$/i;

/** Opportunities: opened, closed, won or lost. */
export const deals: Role = {
  id: 'deals',
  title: 'deals',
  words: [],
  slots: {
    stage: {
      takes: ['text'],
      words: ['stage', 'status', 'outcome', 'phase'],
      isRequired: true,
      fits: (column) => valueLike(column, WON) !== null,
    },
    date: {
      takes: ['date'],
      words: ['opened', 'opened on', 'created', 'created at', 'created on', 'date', 'eroeffnet'],
      isRequired: true,
      isAny: true,
    },
    closed: {
      takes: ['date'],
      words: ['closed', 'closed on', 'close date', 'closed at', 'abgeschlossen'],
      isRequired: false,
    },
    amount: { ...AMOUNT, isRequired: false },
  },
  attributes: ({ file, parts }, { entity, whose }) => [
    draftAttribute({
      ...{ id: 'won_deals', entity, title: 'Deals won', basis: 'behavioural', unit: 'deals' },
      origin: {
        kind: 'aggregate',
        keys: {
          source: file.id,
          ...whose,
          function: 'count',
          where: JSON.stringify(`${parts['stage']?.name} = ${literal(valueLike(parts['stage'], WON) ?? '')}`),
        },
      },
    }),
  ],
};
