import { stateTable } from './state-table.ts';

export const definitionTexts = stateTable(
  'definition_texts',
  'A text some snapshot was made from.',
  {
    hash: 'text',
    path: 'text',
    text: 'text',
  },
  ['hash', 'path'],
);
