import { draftAttribute } from '../draft.ts';
import { wordsOf } from '../words.ts';
import type { Role } from './role.ts';

const WORDS = ['contact', 'person', 'people', 'user', 'member', 'ansprechpartner', 'mitarbeiter'];

/** People who belong to a customer: a list with a name or an address, and no events. */
export const members: Role = {
  id: 'members',
  title: 'people',
  words: WORDS,
  fits: ({ columns, rows }) =>
    columns.some(
      ({ header, distinct }) =>
        distinct >= rows * 0.9 && wordsOf(header).some((word) => WORDS.some((stem) => word.startsWith(stem))),
    ),
  slots: {
    name: {
      takes: ['text'],
      words: ['name', 'full name', 'first name', 'last name', 'email', 'e mail', 'vorname', 'nachname'],
      isRequired: true,
    },
  },
  attributes: ({ file }, { entity, whose }) => [
    draftAttribute({
      ...{ id: file.id, entity, basis: 'firmographic', unit: 'people' },
      origin: { kind: 'aggregate', keys: { source: file.id, ...whose, function: 'count' } },
    }),
  ],
};
