import type { NpsSource } from '../../definitions/project.ts';
import { dateBefore } from '../../plan/book-lines.ts';
import type { PlanContext } from '../../plan/context.ts';
import { dayOf } from '../../plan/events/rows.ts';
import { ownerOf, scannedRows } from '../../plan/facts/scans.ts';
import type { Expression } from '../../sql/expression.ts';
import { aggregate, and, asOf, column, compare, integer, isNull, not, or } from '../../sql/expression.ts';
import { castTo } from '../../sql/fold.ts';
import type { Relation } from '../../sql/relation.ts';
import { select } from '../../sql/relation.ts';
import { DATE, INTEGER, TEXT } from '../../sql/value-type.ts';
import type { MeasuredRow } from '../segment-counts.ts';
import type { Answers } from './figures.ts';
import { bySegment, counted, withMember } from './members.ts';
import { rowsOfSegment, totalCount } from './tallies.ts';

/** An answer counts for so many days. */
const ANSWER_DAYS = 365;
const [PROMOTER, DETRACTOR] = [9, 6];

/** How many answers of the year are not from 0 to 10. */
export function outsideScale({ date, score, source, ...nps }: NpsSource, context: PlanContext): Relation {
  const value = column(score.name, score.type);
  const on = dayOf(date, source);
  return select(
    scannedRows({ source, ...nps }, context),
    [{ name: 'answers', expression: aggregate('count', null, INTEGER) }],
    {
      where: and([...inYear(on), or([compare(value, '<', integer(0)), compare(value, '>', integer(10))])]),
    },
  );
}

const inYear = (on: Expression) => [compare(on, '>', dateBefore(ANSWER_DAYS)), compare(on, '<=', asOf())];

/** The latest answer of each respondent within a year, 0 to 10; of two on one day the higher. By the member's segment. */
export function answersRelation(members: Relation, nps: NpsSource, context: PlanContext): Relation {
  const { respondent, date, score, source } = nps;
  const value = column(score.name, score.type);
  const answers = select(
    scannedRows(nps, context),
    [
      { name: 'customer', expression: ownerOf(nps) },
      ...(respondent
        ? [{ name: 'respondent', expression: castTo(column(respondent.name, respondent.type), TEXT) }]
        : []),
      { name: 'on', expression: dayOf(date, source) },
      { name: 'score', expression: value },
    ],
    { where: and([compare(value, '>=', integer(0)), compare(value, '<=', integer(10))]) },
  );
  const on = column('on', DATE);
  const who = [column('customer', TEXT), ...(respondent ? [column('respondent', TEXT)] : [])];
  const operand = column('score', score.type);
  const latest = select(
    answers,
    [
      { name: 'customer', expression: column('customer', TEXT) },
      {
        name: 'score',
        expression: { kind: 'value-at', end: 'last', operand, at: on, where: null, type: score.type },
      },
    ],
    {
      where: and([not(isNull(column('customer', TEXT))), ...inYear(on)]),
      groupBy: who,
    },
  );
  return bySegment(withMember(latest, members, ['segment']), [
    counted('respondents'),
    counted('promoters', compare(operand, '>=', integer(PROMOTER))),
    counted('detractors', compare(operand, '<=', integer(DETRACTOR))),
  ]);
}

export function readAnswers(rows: readonly MeasuredRow[], segment: string | null): Answers {
  const own = rowsOfSegment(rows, segment);
  return {
    respondents: totalCount(own, 'respondents'),
    promoters: totalCount(own, 'promoters'),
    detractors: totalCount(own, 'detractors'),
  };
}
