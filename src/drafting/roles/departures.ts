import { draftAttribute } from '../draft.ts';
import type { Role } from './role.ts';
import { DAY } from './role.ts';

/** Reports that somebody left. */
export const departures: Role = {
  id: 'departures',
  title: 'reports that somebody left',
  words: ['churn', 'cancellation', 'kuendig', 'departure'],
  slots: { date: DAY },
  attributes: ({ file }, { entity, whose }) => [
    draftAttribute({
      id: file.id,
      entity,
      basis: 'lifecycle',
      unit: 'events',
      saysChurned: true,
      origin: { kind: 'aggregate', keys: { source: file.id, ...whose, function: 'count' } },
      above: [
        'What this file says of who left is compared with the definition of the entity; where they differ, a run says so.',
      ],
    }),
  ],
};
