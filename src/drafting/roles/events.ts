import { draftAttribute } from '../draft.ts';
import { singular, titleOf } from '../words.ts';
import type { Role } from './role.ts';
import { DAY } from './role.ts';

/** Rows a customer and day in 30 days from which a window of 30 days tells customers apart. */
const OFTEN = 4;

/** Whatever else happened on a day: use, visits, log-ins. */
export const events: Role = {
  id: 'events',
  title: 'events',
  words: [],
  slots: {
    date: DAY,
    what: {
      takes: ['text'],
      words: [
        'feature',
        'feature name',
        'action',
        'event',
        'event name',
        'page',
        'module',
        'funktion',
        'seite',
        'aktion',
      ],
      isRequired: false,
    },
  },
  attributes: ({ file, parts }, { entity, whose, days, customers }) => {
    const a = singular(file.id);
    const perMonth = (file.rows / Math.max(1, customers) / Math.max(1, days)) * 30;
    const window = perMonth >= OFTEN || days < 90 ? '30d' : '90d';
    const isCovered = days >= Number.parseInt(window, 10);
    const rows = (keys: Readonly<Record<string, string>>) =>
      ({ kind: 'aggregate', keys: { source: file.id, ...whose, ...keys } }) as const;
    const within = isCovered ? { window } : {};
    const told = isCovered ? ` in ${window.replace('d', ' days')}` : '';
    return [
      draftAttribute({
        id: isCovered ? `${a}_days_${window}` : `${a}_days`,
        entity,
        title: `${titleOf(a)} days${told}`,
        basis: 'behavioural',
        unit: 'days',
        concept: 'active_days',
        origin: rows({ function: 'days_active', ...within }),
        above: [`Days with a row in \`${file.id}\`${told}.`],
      }),
      draftAttribute({
        id: `last_${a}_on`,
        entity,
        title: `Last ${a.replaceAll('_', ' ')}`,
        basis: 'behavioural',
        concept: 'last_seen',
        origin: rows({ function: 'max', of: parts['date']?.name ?? '' }),
      }),
      ...(parts['what']
        ? [
            draftAttribute({
              id: isCovered ? `${parts['what'].name}s_${window}` : `${parts['what'].name}s`,
              entity,
              title: `Different values of ${parts['what'].header}${told}`,
              basis: 'behavioural',
              concept: 'features_used',
              origin: rows({ function: 'distinct', of: parts['what'].name, ...within }),
            }),
          ]
        : []),
    ];
  },
};
