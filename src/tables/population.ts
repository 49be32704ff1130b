import { stateTable } from './state-table.ts';

export const STATUSES = ['customer', 'former', 'prospect'] as const;

export const population = stateTable(
  'population',
  'A customer of an entity in a run.',
  {
    run_id: 'text',
    as_of: 'date',
    entity: 'text',
    customer: 'text',
    status: STATUSES,
    money: 'money?',
  },
  ['run_id', 'entity', 'customer'],
);
