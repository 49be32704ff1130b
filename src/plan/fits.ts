import type { CalendarDate } from '../base/calendar-date.ts';
import type { Hashable } from '../base/stable-hash.ts';
import { stableHash } from '../base/stable-hash.ts';
import type { Attribute, Entity, Segmentation } from '../definitions/project.ts';
import { parentColumn } from '../definitions/scopes.ts';
import type { AnyLearning, Fit, Refit } from '../methods/method.ts';
import { column, compare, text } from '../sql/expression.ts';
import type { Relation } from '../sql/relation.ts';
import { columnsOf, select } from '../sql/relation.ts';
import { TEXT } from '../sql/value-type.ts';
import { columnNames } from '../sql/walk.ts';
import { FACTS } from '../tables/facts-table.ts';

export function fitOf(
  segmentation: Segmentation,
  learning: AnyLearning,
  parameters: Hashable,
  learnedAsOf: CalendarDate,
): Fit {
  const { method } = segmentation;
  const optionsHash = stableHash(learning.options);
  const basisHash = basisOf(segmentation, learning);
  const fitHash = stableHash({ method, optionsHash, basisHash, parameters });
  return { fitHash, segmentation: segmentation.id, method, learnedAsOf, basisHash, optionsHash, parameters };
}

/**
 * The newest stored fit that may be used on a day: learned on it or before, of the same options and basis, and not
 * older than the newest day the definition asks to learn on. Null: learn now.
 */
export function fitFor(
  segmentation: Segmentation,
  learning: AnyLearning,
  stored: readonly Fit[],
  asOf: CalendarDate,
): Fit | null {
  const from = learnedFrom(learning.refit, asOf);
  if (from === 'never') return null;
  const inTime = stored.filter(
    ({ learnedAsOf }) => learnedAsOf <= asOf && (from === null || learnedAsOf >= from),
  );
  return newest(inTime.filter((fit) => fitApplies(segmentation, learning, fit)));
}

/** Whether a fit is of this segmentation, and of the options and the basis it has. */
export function fitApplies(segmentation: Segmentation, learning: AnyLearning, fit: Fit): boolean {
  return (
    fit.segmentation === segmentation.id &&
    fit.method === segmentation.method &&
    fit.optionsHash === stableHash(learning.options) &&
    fit.basisHash === basisOf(segmentation, learning)
  );
}

/** What a segmentation learned last, by the same method, whether or not it may still be used. */
export function fitBefore(
  { id, method }: Segmentation,
  stored: readonly Fit[],
  asOf: CalendarDate,
): Fit | null {
  return newest(
    stored.filter((fit) => fit.segmentation === id && fit.method === method && fit.learnedAsOf <= asOf),
  );
}

/** The fit a snapshot was placed by, as it was known on the snapshot's day. */
export function fitOfSnapshot(
  stored: readonly Fit[],
  snapshot: { readonly segmentation: string; readonly fitHash: string | null; readonly asOf: CalendarDate },
): Fit | null {
  return newest(
    stored.filter(
      (fit) =>
        fit.fitHash === snapshot.fitHash &&
        fit.segmentation === snapshot.segmentation &&
        fit.learnedAsOf <= snapshot.asOf,
    ),
  );
}

/** The segmentation with the rules its parameters give; without a fit every rule stays unknown of everybody. */
export function withFit(segmentation: Segmentation, fit: Fit | null): Segmentation {
  const { learning } = segmentation;
  if (!learning || !fit) return segmentation;
  const { rules, score, likeness } = learning.rulesOf(fit.parameters);
  return { ...segmentation, rules, score: score ?? null, likeness: likeness ?? null };
}

/** The rows a method learns from: customers of the day, former ones and prospects left out. */
export function learningRelation(learning: AnyLearning, facts: Relation): Relation {
  return learning.rows(customersOf(facts), column(FACTS.key, TEXT));
}

/** Those of the facts who are customers on the day. */
export function customersOf(facts: Relation): Relation {
  const columns = columnsOf(facts).map(({ name, type }) => ({ name, expression: column(name, type) }));
  const isCustomer = compare(column(FACTS.status, TEXT), '=', text('customer'));
  return select(facts, columns, { where: isCustomer });
}

/** Fits learned on this day or later will do; null: any will; `never`: none. */
function learnedFrom(refit: Refit, asOf: CalendarDate): string | null | 'never' {
  if (refit === 'always') return 'never';
  if (refit === 'when-changed') return null;
  return refit.on.findLast((day) => day <= asOf) ?? null;
}

function newest(fits: readonly Fit[]): Fit | null {
  return fits.reduce<Fit | null>(
    (best, fit) => (best && best.learnedAsOf >= fit.learnedAsOf ? best : fit),
    null,
  );
}

function basisOf({ entity }: Segmentation, { basis }: AnyLearning): string {
  const names = new Set(basis.flatMap(columnNames));
  const hashes = attributesOf(entity)
    .filter(({ name }) => names.has(name))
    .map(({ attribute }) => attribute.hash);
  return stableHash({ entity: entity.hash, attributes: hashes.toSorted() });
}

function attributesOf({ attributes, belongsTo }: Entity) {
  const named = (attribute: Attribute, name: string) => ({ attribute, name });
  const parent = belongsTo?.entity;
  return [
    ...attributes.map((attribute) => named(attribute, attribute.id)),
    ...(parent?.attributes ?? []).map((attribute) =>
      named(attribute, parentColumn(parent?.id ?? '', attribute.id)),
    ),
  ];
}
