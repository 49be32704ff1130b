import type { Arrangement } from './arrange.ts';
import { columnAttributes } from './column-attributes.ts';
import type { DraftSource } from './draft.ts';
import type { SourceUse } from './draft-sources.ts';
import type { Setting } from './setting.ts';

/** The list of customers and the files beside it; what an earlier one says is not taken from a later one. */
export function listsOf(
  { customers: { file, key, entity }, besides }: Arrangement,
  { currency, asOfNote, chosen }: Setting,
) {
  const all = [...(file ? [{ file, by: key }] : []), ...besides];
  const taken = new Set<string>();
  return all.map((list) => {
    const by = { column: list.by, isNamed: list.by.name === key.name };
    const made = columnAttributes(list.file, by, [], { entity, currency, chosen }, new Set(taken));
    for (const { concept } of made.attributes) if (concept) taken.add(concept);
    const notes = list.file === file ? { asOf: asOfNote } : {};
    const use: SourceUse = {
      key: list.by,
      names: [list.by],
      others: made.columns,
      isWhole: false,
      notes,
      columnNotes: {},
    };
    return { ...made, ...list, use };
  });
}

/** Id of that source. */
export const MADE_LIST_ID = 'customers';

/** The source of a list of customers that was made from what they did. */
export function madeList(
  { customers }: Arrangement,
  { madeList: file, asOf, asOfNote }: Setting,
): DraftSource {
  const { key, knownFrom } = customers;
  return {
    ...{
      id: MADE_LIST_ID,
      file: file ?? 'data/customers.csv',
      key: key.name,
      date: null,
      population: null,
      asOf,
      quality: [],
    },
    above: [
      `No file lists the customers, so \`clade init\` made one: every value of ${key.header} in ${knownFrom.name}, once. Make it anew when ${knownFrom.name} is replaced, or new customers are not counted.`,
    ],
    written: {
      format: 'csv',
      separator: ',',
      encoding: 'utf-8',
      decimalMark: '.',
      dateOrder: 'YMD',
      isOrderOpen: false,
      missing: [],
      hasWindowsBytes: false,
    },
    columns: [{ name: key.name, header: key.name, type: 'text', scale: 0, required: true, note: null }],
    notes: { asOf: asOfNote },
  };
}
