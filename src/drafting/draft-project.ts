import type { Arrangement, Placed } from './arrange.ts';
import { unitOf } from './column-attributes.ts';
import { derivations } from './derivations.ts';
import type { Draft, DraftAttribute } from './draft.ts';
import { draftAttribute } from './draft.ts';
import { bookOf } from './draft-book.ts';
import { entityOf, membersOf } from './draft-entities.ts';
import { eventSource, factsOfEvents, toldByRows, useOfEvents } from './draft-events.ts';
import { metricsOf } from './draft-metrics.ts';
import { listsOf, madeList } from './draft-lists.ts';
import type { SourceUse } from './draft-sources.ts';
import { draftSource, expectedQuarantine } from './draft-sources.ts';
import { percent } from './numbers-in-words.ts';
import type { Setting } from './setting.ts';
import type { FileSurvey } from './survey.ts';
import { distinctIds } from './words.ts';

/** Everything but the segmentations: those follow once the attributes have been measured. */
export function draftProject(arrangement: Arrangement, setting: Setting): Draft {
  const { customers, events } = arrangement;
  const lists = listsOf(arrangement, setting);
  const isNeeded = (one: Placed) =>
    toldByRows(one, arrangement).length > 0 || events.some(({ through }) => through?.file === one.cast.file);
  const placed = events
    .filter((one) => !one.isTwin || isNeeded(one))
    .toSorted((a, b) => b.cast.file.rows - a.cast.file.rows)
    .map((one) => ({ one, attributes: factsOfEvents(one, arrangement, setting) }));
  const own = [
    ...lists.flatMap(({ attributes }) => attributes),
    ...placed.flatMap(({ attributes }) => attributes),
  ];
  const attributes = withDerived(uniquely(own), customers.entity, setting.currency);
  const book = bookOf(arrangement, setting.period);
  const uses = [
    ...lists.map(({ file, use }) => ({ file, use })),
    ...placed.map(({ one }) => ({ file: one.cast.file, use: useOfEvents(one, arrangement) })),
  ];
  const sources = [
    ...lists.map(({ file, use }) => draftSource(file, setting.pathOf(file.id), use, { asOf: setting.asOf })),
    ...placed.map(({ one }) => eventSource(one, arrangement, setting)),
  ];
  return {
    project: projectOf(setting, uses),
    sources: customers.file ? sources : [madeList(arrangement, setting), ...sources],
    entities: [entityOf(arrangement, attributes, book), ...membersOf(arrangement)],
    books: book ? [book] : [],
    metrics: metricsOf(arrangement, setting),
    attributes,
    segmentations: [],
    leftOut: [...arrangement.leftOut, ...lists.flatMap(({ leftOut }) => leftOut)],
  };
}

/** Ids once each; an attribute of a concept that is there already is told apart, and stands for it no more. */
function uniquely(attributes: readonly DraftAttribute[]): readonly DraftAttribute[] {
  const ids = distinctIds(attributes.map(({ id }) => id));
  const seen = new Set<string>();
  return attributes.map((attribute, at) => {
    const isSecond = attribute.concept !== null && seen.has(attribute.concept);
    if (attribute.concept) seen.add(attribute.concept);
    return { ...attribute, id: ids[at] ?? attribute.id, concept: isSecond ? null : attribute.concept };
  });
}

/** With attributes made of others, where no column says them. */
function withDerived(
  attributes: readonly DraftAttribute[],
  entity: string,
  currency: string,
): readonly DraftAttribute[] {
  const all = [...attributes];
  for (const { concept, from, id, title, basis, unit, value } of derivations) {
    const asked = [from].flat();
    const bases = asked.flatMap((each) => all.find((one) => one.concept === each) ?? []);
    const [base, other = base] = bases;
    const isThere = all.some((one) => one.concept === concept);
    if (!base || !other || bases.length < asked.length || isThere) continue;
    const ids = all.map((one) => one.id);
    const [free = id] = distinctIds([id], ids);
    all.push(
      draftAttribute({
        ...{ id: free, entity, title, basis, concept, unit: unit && unitOf({ unit }, currency) },
        origin: { kind: 'value', text: value(base.id, other.id) },
      }),
    );
  }
  return all;
}

/** Limits a project may choose, above the share that is expected to be set aside. */
const SHARES = [0.02, 0.05, 0.1, 0.2, 0.5];
const DEFAULT_SHARE = 0.01;

function projectOf(
  setting: Setting,
  uses: readonly { readonly file: FileSurvey; readonly use: SourceUse }[],
): Draft['project'] {
  const worst = uses
    .map(({ file, use }) => ({ file, rows: expectedQuarantine(file, use), of: file.rows + file.malformed }))
    .toSorted((a, b) => b.rows / Math.max(1, b.of) - a.rows / Math.max(1, a.of))[0];
  const share = worst && worst.of > 0 ? worst.rows / worst.of : 0;
  const quarantinedShare = share <= DEFAULT_SHARE ? null : (SHARES.find((one) => share < one) ?? 1);
  return {
    ...{
      title: setting.title,
      currency: setting.currency,
      timeZone: setting.timeZone,
      primary: null,
      segments: null,
      quarantinedShare,
    },
    notes: {
      currency: setting.currencyNote,
      timeZone: 'assumed; days of timestamps are told in it',
      ...(quarantinedShare !== null && worst
        ? {
            limits: `${worst.file.name} has ${percent(worst.rows, worst.of)} of rows that are set aside; above the default of 1 % a run stops`,
          }
        : {}),
    },
  };
}
