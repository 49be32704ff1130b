import type { Draft } from '../draft.ts';
import { attributeText, bookText, entityText, metricsText, projectText } from './definition-texts.ts';
import { comment, fileText } from './lines.ts';
import { segmentationText } from './segmentation-text.ts';
import { sourceText } from './source-text.ts';

/** A definition file of the first project. */
export interface DraftFile {
  readonly path: string;
  readonly text: string;
}

/** A draft as the files of a project; a file that would hold nothing is not written. */
export function projectTexts(draft: Draft): readonly DraftFile[] {
  const leftOut = draft.leftOut.flatMap((text) => comment(text));
  const files: readonly (readonly [
    path: string,
    above: readonly string[],
    definitions: readonly (readonly string[])[],
  ])[] = [
    [
      'clade.yaml',
      ABOUT_PROJECT,
      [[...projectText(draft.project), ...(leftOut.length > 0 ? ['', ...leftOut] : [])]],
    ],
    ['sources.yaml', ABOUT_SOURCES, draft.sources.map(sourceText)],
    [
      'customers.yaml',
      ABOUT_CUSTOMERS,
      [
        ...draft.entities.map(entityText),
        ...draft.books.map(bookText),
        ...(draft.metrics ? [metricsText(draft.metrics)] : []),
      ],
    ],
    ['attributes.yaml', ABOUT_ATTRIBUTES, draft.attributes.map(attributeText)],
    ['segmentations.yaml', ABOUT_SEGMENTATIONS, draft.segmentations.map(segmentationText)],
  ];
  return files
    .filter(([, , definitions]) => definitions.length > 0)
    .map(([path, above, definitions]) => ({ path, text: fileText(above, definitions) }));
}

const ABOUT_PROJECT = [
  'The project: what holds for all definitions below this folder. `clade init` wrote it from what it saw in the files; comments beside a line say what it assumed. Change whatever is not so, then `clade check` and `clade run`.',
];
const ABOUT_SOURCES = [
  'Sources: the files, and how they are read. Only the columns listed here are read. A row that cannot be read as declared is set aside with its line and the reason (`clade quarantine`). With new data, put it under the same name and change `asOf`.',
  '`population: every` says that no row means none, such as no orders. It is assumed of every file, since each seems to hold all customers; take it out where some are not tracked, and they count as unknown.',
];
const ABOUT_CUSTOMERS = [
  'Who is placed, who of them is a customer on the day, and where their revenue and metrics come from. Shares are told of customers.',
];
const ABOUT_ATTRIBUTES = [
  'Attributes: facts of a customer as of a day. `history: fixed` says that a value was the same on any earlier day; without it a column is true of the day of its file only, and missing on earlier days.',
];
const ABOUT_SEGMENTATIONS = [
  'Segmentations: each places every customer exactly once. Edges come from the values measured on the day; they are a start, round numbers to be moved to where the business has its own.',
];
