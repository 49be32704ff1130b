import type { Segmentation } from '../definitions/project.ts';
import type { Expression } from '../sql/expression.ts';
import { choose, compare, text } from '../sql/expression.ts';
import { TEXT } from '../sql/value-type.ts';

/** An earlier segment under its id of today: a renamed segment moves nobody. */
export function renamed({ segments, fallback }: Segmentation, segment: Expression): Expression {
  const branches = [...segments, fallback].flatMap(({ id, was }) =>
    was.map((old) => ({ when: compare(segment, '=', text(old)), then: text(id) })),
  );
  return branches.length === 0 ? segment : choose(branches, segment, TEXT);
}
