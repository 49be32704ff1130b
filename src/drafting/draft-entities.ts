import type { Arrangement } from './arrange.ts';
import type { DraftAttribute, DraftBook, DraftEntity } from './draft.ts';
import { memberId } from './draft-events.ts';
import { MADE_LIST_ID } from './draft-lists.ts';

/** Who is placed, and who of them is a customer: by the book, a flag, the day they left or the day they came. */
export function entityOf(
  { customers }: Arrangement,
  attributes: readonly DraftAttribute[],
  book: DraftBook | null,
): DraftEntity {
  const of = (concept: string) => attributes.find((one) => one.concept === concept)?.id ?? null;
  const [churned, left, joined] = [of('churned'), of('left_on'), of('signed_up')];
  const money =
    of('monthly_revenue') ??
    of('annual_revenue') ??
    of('spent_recently') ??
    of('spent') ??
    of('revenue_to_date');
  const status = statusOf(book, churned, left, joined);
  return {
    ...{
      id: customers.entity,
      source: customers.file?.id ?? MADE_LIST_ID,
      key: customers.key.name,
      belongsTo: null,
      money,
    },
    ...{
      churn: status.churn ?? null,
      activeWhen: status.activeWhen ?? null,
      formerWhen: status.formerWhen ?? null,
    },
    above: status.note ? [] : [EVERYBODY],
    notes: {
      ...(status.note ? { [status.churn ? 'churn' : 'activeWhen']: status.note } : {}),
      ...(money ? { money: 'summed when a segment is asked what it is worth' } : {}),
    },
  };
}

const EVERYBODY =
  'Nothing says who has left, so everybody in the list counts as a customer. Write `activeWhen` where you know better.';

type Status = Partial<Record<'churn' | 'activeWhen' | 'formerWhen' | 'note', string>>;

/** Who is a customer, by the best that is known; nothing where nothing is. */
function statusOf(
  book: DraftBook | null,
  churned: string | null,
  left: string | null,
  joined: string | null,
): Status {
  if (book)
    return {
      churn: book.id,
      note: 'whoever has a paid subscription is a customer, whoever had one is a former one',
    };
  if (churned)
    return {
      activeWhen: `not ${churned}`,
      formerWhen: churned,
      note: `assumed: \`${churned}\` says who has left`,
    };
  const hasJoined = joined ? `${joined} <= as_of and ` : '';
  if (left)
    return {
      activeWhen: `${hasJoined}(${left} is null or ${left} > as_of)`,
      formerWhen: `${left} <= as_of`,
      note: `assumed: \`${left}\` is the day a customer left`,
    };
  return joined
    ? { activeWhen: `${joined} <= as_of`, note: 'whoever has signed up: nothing says who has left' }
    : {};
}

/** Lists through which rows name a customer: a usage row names a subscription, a subscription its account. */
export function membersOf({ events, customers }: Arrangement): readonly DraftEntity[] {
  const through = new Map(
    events.flatMap((one) => (one.through ? [[one.through.file, one.through] as const] : [])),
  );
  return [...through.values()].map(({ file, key, owner }) => ({
    ...{
      id: memberId(file, customers.entity),
      source: file.id,
      key: key.name,
      belongsTo: { entity: customers.entity, column: owner.name },
    },
    ...{ activeWhen: null, formerWhen: null, churn: null, money: null, notes: {} },
    above: [`Rows of other files name one of these and not the ${customers.entity}.`],
  }));
}
