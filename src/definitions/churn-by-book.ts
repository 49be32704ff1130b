import { error } from '../base/finding.ts';
import type { Definition } from './kind.ts';
import type { AttributeData } from './kinds/attribute.ts';
import type { EntityData } from './kinds/entity.ts';
import type { Report } from './names.ts';

/**
 * With `churn: <book>`, the conditions that follow from it, over the attributes that tell of the book: a customer has
 * an active subscription, a former one had a first one and has none.
 */
export function withChurnByBook(
  definition: Definition<EntityData>,
  attributes: readonly Definition<AttributeData>[],
  report: Report,
): Definition<EntityData> {
  const { data, positions } = definition;
  const { churn } = data;
  if (churn === undefined) return definition;
  const refuse = (message: string, hint: string) => {
    report(error('churn-by-book', message, { place: positions.placeOf(['churn']), hint }));
    return definition;
  };
  if (data.activeWhen !== undefined || data.formerWhen !== undefined)
    return refuse(
      'Who is a customer is said twice, by `churn` and by a condition.',
      'Keep one of them; the other may be an attribute with `means: churned`.',
    );
  const telling = (measure: 'active_subscriptions' | 'first_start') =>
    attributes.find(
      (one) =>
        one.data.entity === data.id &&
        one.data.book?.book === churn &&
        one.data.book.measure === measure &&
        one.data.book.at === undefined,
    )?.data.id;
  const [active, first] = [telling('active_subscriptions'), telling('first_start')];
  if (active === undefined || first === undefined)
    return refuse(
      `Nothing says who has a subscription in \`${churn}\`.`,
      `Add attributes of \`${data.id}\` with \`book: { book: ${churn}, measure: active_subscriptions }\` and with \`measure: first_start\`.`,
    );
  return {
    ...definition,
    data: {
      ...data,
      activeWhen: `${active} > 0`,
      formerWhen: `${active} = 0 and ${first} is not null`,
    },
  };
}
