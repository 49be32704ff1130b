import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDefinitions } from '../../src/definitions/read-definitions.ts';
import { arrange } from '../../src/drafting/arrange.ts';
import { asOfDay } from '../../src/drafting/as-of.ts';
import { allConcepts } from '../../src/drafting/concepts/index.ts';
import type { Draft, MeasuredAttribute } from '../../src/drafting/draft.ts';
import { draftProject } from '../../src/drafting/draft-project.ts';
import { withSegmentations, withTemplate } from '../../src/drafting/draft-segmentations.ts';
import type { Scene } from '../../src/drafting/proposals/proposal.ts';
import type { ColumnSurvey, FileSurvey, Survey, SurveyType } from '../../src/drafting/survey.ts';
import { templates } from '../../src/drafting/templates/index.ts';
import { distinctIds, idOf } from '../../src/drafting/words.ts';
import { projectTexts } from '../../src/drafting/writing/project-texts.ts';
import { surveyedColumn, surveyedNumbers } from '../support/surveyed.ts';

const ROWS = 200;

/** Headers people write: those concepts know, those of keys and events, and anything at all. */
const header = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...allConcepts.flatMap(({ words }) => words)) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'customer_id',
      'id',
      'Kundennummer',
      'order_id',
      'date',
      'Datum',
      'amount',
      'start_date',
      'end_date',
      'mrr',
      'stage',
      'score',
      'feature',
      'quantity',
      'unit price',
      'trial',
      'frequency',
      'recency',
      'T',
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => text.trim() !== ''),
  },
);
const word = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom("it's", 'a: b', '- x', '#1', 'yes', 'null', 'won', 'lost', 'monthly', 'annual'),
);

const column = fc
  .record({
    header,
    type: fc.constantFrom<SurveyType>('text', 'integer', 'decimal', 'date', 'boolean'),
    isKey: fc.boolean(),
    filled: fc.constantFrom(0, 3, 150, ROWS),
    numbers: fc.array(fc.integer({ min: -20, max: 5000 }), { minLength: 1, maxLength: 60 }),
    words: fc.uniqueArray(word, { minLength: 1, maxLength: 12 }),
    unreadable: fc.constantFrom(0, 0, 3),
  })
  .map(({ header: name, type, isKey, filled, numbers, words, unreadable }): ColumnSurvey => {
    if (filled === 0)
      return surveyedColumn({ header: name, type, filled, distinct: 0, least: null, most: null });
    if (type === 'integer' || type === 'decimal')
      return {
        ...surveyedNumbers(name, numbers, !isKey),
        type,
        scale: type === 'decimal' ? 2 : 0,
        filled,
        unreadable,
        distinct: isKey ? filled : Math.min(filled, new Set(numbers).size),
      };
    if (type === 'date')
      return surveyedColumn({
        header: name,
        type,
        filled,
        distinct: Math.min(filled, 40),
        least: '2024-01-03',
        most: '2026-03-31',
      });
    const values = (type === 'boolean' ? ['true', 'false'] : words).map((value) => ({ value, rows: 10 }));
    return surveyedColumn({
      header: name,
      type,
      filled,
      distinct: isKey && type === 'text' ? filled : values.length,
      values: isKey ? [] : values,
    });
  });

const file = fc
  .record({ columns: fc.array(column, { minLength: 1, maxLength: 9 }), malformed: fc.constantFrom(0, 9) })
  .map(({ columns, malformed }): Omit<FileSurvey, 'id' | 'name'> => {
    const names = distinctIds(columns.map((one) => idOf(one.header, 'column')));
    return {
      ...{
        rows: ROWS,
        malformed,
        repeats: malformed,
        columns: columns.map((one, at) => ({ ...one, name: names[at] ?? one.name })),
      },
      written: {
        format: 'csv',
        separator: ';',
        encoding: 'latin-1',
        decimalMark: ',',
        dateOrder: 'DMY',
        isOrderOpen: true,
        missing: ['N/A', '"'],
        hasWindowsBytes: true,
      },
    };
  });

/** Files with joins between columns of the same header, as far as one of them could be a key. */
const survey = fc.array(file, { minLength: 1, maxLength: 3 }).map((bare): Survey => {
  const files = bare.map((one, at): FileSurvey => ({ ...one, id: `file_${at}`, name: `file_${at}.csv` }));
  const joins = files.flatMap((from) =>
    files.flatMap((to) =>
      from === to
        ? []
        : from.columns.flatMap((own) =>
            to.columns
              .filter(
                (key) =>
                  key.header === own.header &&
                  (key.type === 'text' || key.type === 'integer') &&
                  key.filled > 0 &&
                  key.distinct >= key.filled * 0.9,
              )
              .map((key) => ({
                from: { file: from.id, column: own.name },
                to: { file: to.id, column: key.name },
                rows: own.filled,
                matched: own.filled,
                named: 5,
              })),
          ),
    ),
  );
  return { files, joins };
});

function resolved(draft: Draft) {
  const { project, findings } = readDefinitions(projectTexts(draft));
  const errors = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);
  expect(errors).toEqual([]);
  if (!project) throw new Error('no project');
  return project;
}

/** The attributes as they might be measured, of the types the definitions give them. */
function sceneOf(draft: Draft, survey: Survey): Scene {
  const project = resolved(draft);
  const entity = project.entities.find(({ id }) => id === draft.entities[0]?.id);
  const all = survey.files.flatMap(({ columns }) => columns);
  const attributes = (entity?.attributes ?? []).map(({ id, type }, at): MeasuredAttribute => {
    const drafted = draft.attributes.find((one) => one.id === id);
    if (!drafted) throw new Error(`no draft of ${id}`);
    const kind: SurveyType =
      type.kind === 'double' ? 'decimal' : type.kind === 'timestamp' ? 'date' : type.kind;
    const like = all.filter((one) => one.type === kind && one.filled > 0);
    const measured = like[at % Math.max(1, like.length)] ?? surveyedNumbers(id, [1, 2, 3, 500, 9000]);
    return {
      ...drafted,
      survey: { ...measured, name: id, header: id, type: kind, filled: ROWS },
      customers: ROWS,
    };
  });
  return { entity: entity?.id ?? '', currency: 'EUR', asOf: '2026-03-31', customers: ROWS, attributes };
}

describe('whatever files hold', () => {
  it('what is written of them resolves without an error, with every template too', () => {
    let arranged = 0;
    fc.assert(
      fc.property(survey, (seen) => {
        const arrangement = arrange(seen, null);
        if (!arrangement) return;
        arranged++;
        const asOf = asOfDay(arrangement, '2026-06-30');
        const draft = draftProject(arrangement, {
          ...{
            title: 'Any: "files"',
            currency: 'EUR',
            currencyNote: 'assumed',
            timeZone: 'UTC',
            asOf: asOf.day,
            asOfNote: asOf.note,
          },
          ...{
            pathOf: (id) => `data/${id}.csv`,
            madeList: 'data/customers.csv',
            chosen: new Map(),
            period: null,
          },
        });
        const scene = sceneOf(draft, seen);
        resolved(withSegmentations(draft, scene));
        for (const template of Object.values(templates)) resolved(withTemplate(draft, scene, template));
      }),
      { numRuns: 300 },
    );
    expect(arranged).toBeGreaterThan(100);
  });
});
