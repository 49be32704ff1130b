import { listed } from '../../base/listed.ts';
import type { Attribute, Entity } from '../../definitions/project.ts';
import type { ColumnTyping } from '../../numeric/cluster/column-typing.ts';
import { isNumeric } from '../../sql/value-type.ts';
import { madeOf } from '../profile/formed-by.ts';
import { whyNotKinds } from '../profile/value-counts.ts';

/** An attribute customers are not compared by, and why. */
export interface LeftOut {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
}

/** What customers could be compared by, in the order of the definitions. */
export interface ProposedBasis {
  readonly attributes: readonly Attribute[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * The attributes of an entity that say of what kind a customer is: numbers, words and flags, without what names
 * somebody, is sensitive, or is made of others that are in and would give them a second vote.
 */
export function candidateBasis(entity: Entity): ProposedBasis {
  const attributes: Attribute[] = [];
  const leftOut: LeftOut[] = [];
  const covered = new Set<Attribute>();
  for (const attribute of entity.attributes) {
    const parts = madeOf(entity, attribute);
    const isCovered = parts.length > 0 && parts.every((part) => covered.has(part));
    const reason =
      whyNoKind(attribute, entity) ??
      (isCovered ? `made of ${listed(parts.map(({ id }) => id))}, which have their vote already` : null);
    if (reason === null) attributes.push(attribute);
    else leftOut.push(leave(attribute, reason));
    if (reason === null || isCovered) covered.add(attribute);
  }
  return { attributes, leftOut };
}

/** The same without what the data show to tell nobody apart, to name customers, or to be known of hardly anybody. */
export const settledBasis = (basis: ProposedBasis, typings: readonly ColumnTyping[]): ProposedBasis =>
  without(basis, typings, whyUseless);

/** The same without what tells nobody apart in the data: as far as one must go where somebody chose. */
export const tellingBasis = (basis: ProposedBasis, typings: readonly ColumnTyping[]): ProposedBasis =>
  without(basis, typings, (_, typing) => whySilent(typing));

function without(
  { attributes, leftOut }: ProposedBasis,
  typings: readonly ColumnTyping[],
  why: (attribute: Attribute, typing: ColumnTyping) => string | null,
): ProposedBasis {
  const reasons = attributes.map((attribute, index) => {
    const typing = typings[index];
    return typing ? why(attribute, typing) : null;
  });
  return {
    attributes: attributes.filter((_, index) => reasons[index] === null),
    leftOut: [
      ...leftOut,
      ...attributes.flatMap((attribute, index) => {
        const reason = reasons[index] ?? null;
        return reason === null ? [] : [leave(attribute, reason)];
      }),
    ],
  };
}

/** Why an attribute cannot be compared at all, whoever asks for it; null where it can. */
export function whyIncomparable({ id, type }: Attribute): string | null {
  if (isNumeric(type) || type.kind === 'text' || type.kind === 'boolean') return null;
  return `a date; the days since can be compared: \`days_between(${id}, as_of)\``;
}

/** Why a column tells nobody apart; null where it does. */
function whySilent({ kind, evidence, why }: ColumnTyping): string | null {
  if (kind === 'constant')
    return evidence.distinct === 0 ? 'known of nobody' : 'the same for everybody it is known of';
  return kind === 'identifier' ? `${why}, as names and numbers of customers are` : null;
}

const leave = ({ id, title }: Attribute, reason: string): LeftOut => ({ id, title, reason });

function whyNoKind(attribute: Attribute, { source, key, belongsTo }: Entity): string | null {
  const { sensitive, origin, means } = attribute;
  if (sensitive) return 'sensitive';
  if (origin.kind === 'column' && origin.source === source && origin.column === key)
    return 'names the customer';
  if (origin.kind === 'column' && origin.source === source && origin.column === belongsTo?.column)
    return `names the ${belongsTo.entity.id}`;
  if (means === 'churned') return 'says who has left, and only customers are compared';
  return whyIncomparable(attribute);
}

/** Missing for more than this of customers, an attribute says little of most of them. */
const HARDLY_KNOWN = 0.9;

function whyUseless({ type }: Attribute, typing: ColumnTyping): string | null {
  const { rows, missingShare, distinct } = typing.evidence;
  const known = Math.round(rows * (1 - missingShare));
  return (
    whySilent(typing) ??
    (type.kind === 'text' ? whyNotKinds(known, distinct) : null) ??
    (missingShare > HARDLY_KNOWN ? `known of ${known} of ${rows} customers only` : null)
  );
}
