import { draftAttribute } from '../draft.ts';
import type { Role } from './role.ts';
import { DAY } from './role.ts';

/** Requests for help. */
export const tickets: Role = {
  id: 'tickets',
  title: 'requests for help',
  words: ['ticket', 'support', 'case', 'complaint', 'anfrage', 'beschwerde', 'reklamation'],
  slots: {
    date: { ...DAY, words: ['opened', 'opened on', 'submitted', 'submitted at', 'created', ...DAY.words] },
  },
  attributes: ({ file }, { entity, whose, days }) => {
    const window = days >= 180 ? '180d' : days >= 90 ? '90d' : null;
    return [
      draftAttribute({
        id: window ? `tickets_${window}` : 'tickets',
        entity,
        title: window ? `Tickets in ${window.replace('d', ' days')}` : 'Tickets',
        basis: 'behavioural',
        unit: 'tickets',
        concept: 'tickets',
        origin: {
          kind: 'aggregate',
          keys: { source: file.id, ...whose, function: 'count', ...(window ? { window } : {}) },
        },
      }),
    ];
  },
};
