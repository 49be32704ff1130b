import { draftAttribute } from '../draft.ts';
import type { Role } from './role.ts';
import { DAY } from './role.ts';

/** Answers to "would you recommend us?", 0 to 10. */
export const answers: Role = {
  id: 'answers',
  title: 'answers to "would you recommend us?"',
  words: ['nps', 'recommend', 'survey', 'weiterempf', 'umfrage'],
  slots: {
    score: {
      takes: ['integer'],
      words: ['nps', 'nps score', 'score', 'recommend', 'answer', 'rating', 'wert', 'note'],
      isRequired: true,
      fits: ({ least, most, distinct }) =>
        Number(least) >= 0 && Number(most) <= 10 && Number(most) > 5 && distinct > 3,
    },
    date: DAY,
  },
  attributes: ({ file, parts }, { entity, whose }) => [
    draftAttribute({
      ...{
        id: 'nps_answer',
        entity,
        title: 'Latest answer to "would you recommend us?"',
        basis: 'psychographic',
        unit: 'points',
        concept: 'nps_score',
      },
      origin: {
        kind: 'aggregate',
        keys: { source: file.id, ...whose, function: 'last', of: parts['score']?.name ?? '' },
      },
    }),
  ],
};
