import type { Expression, ExpressionKind } from '../../src/sql/expression.ts';
import { aggregate, column, compare, text } from '../../src/sql/expression.ts';
import { BOOLEAN, DATE, DOUBLE, INTEGER, TEXT, TIMESTAMP, decimal } from '../../src/sql/value-type.ts';
import type { Golden } from './golden.ts';

const mrr = column('mrr', decimal(18, 2));
const plan = column('plan', TEXT);
const seenAt = column('seen_at', TIMESTAMP);
const free = compare(plan, '=', text('free'));
const AGGREGATE = aggregate('sum', mrr, decimal(38, 2), free);
const VALUE_AT: Expression = {
  kind: 'value-at',
  end: 'last',
  operand: plan,
  at: seenAt,
  where: null,
  type: TEXT,
};
const STEPS_REACHED: Expression = {
  kind: 'steps-reached',
  at: seenAt,
  steps: [free, column('flag', BOOLEAN)],
  where: null,
  type: INTEGER,
};
const DAY_OF: Expression = { kind: 'day-of', operand: seenAt, timeZone: 'America/New_York', type: DATE };
const WINDOW: Expression = { kind: 'window', function: 'below', operand: mrr, type: INTEGER };
const RUNNING_SUM: Expression = { kind: 'running-sum', operand: mrr, by: seenAt, type: decimal(38, 2) };

const score = column('score', DOUBLE);
const EDGE_COUNT: Expression = { kind: 'edge-count', operand: score, edges: [0.5, 2], type: INTEGER };
const TABLE_SUM: Expression = {
  kind: 'table-sum',
  from: -7,
  tables: [
    { index: column('seats', INTEGER), values: [-1, 0] },
    { index: column('seats', INTEGER), values: [-12, -3, 0] },
  ],
  type: INTEGER,
};
const DIGEST: Expression = { kind: 'digest', operand: plan, type: TEXT };
const EXP: Expression = { kind: 'exp', operand: score, type: DOUBLE };
const SQRT: Expression = { kind: 'sqrt', operand: score, type: DOUBLE };

/** One of every kind of expression. */
export const kindGoldens: Readonly<Record<ExpressionKind, Golden>> = {
  column: {
    of: 'mrr',
    sql: {
      duckdb: '"mrr"',
      clickhouse: '"mrr"',
    },
  },
  literal: {
    of: `'it''s \\ 50%'`,
    sql: {
      duckdb: `'it''s \\ 50%'`,
      clickhouse: `'it\\'s \\\\ 50%'`,
    },
  },
  'as-of': {
    of: 'as_of',
    sql: {
      duckdb: `date '2026-06-30'`,
      clickhouse: `toDate32('2026-06-30')`,
    },
  },
  not: {
    of: `not (plan = 'free' or flag)`,
    sql: {
      duckdb: `not ("plan" = 'free' or "flag")`,
      clickhouse: `cast(not ("plan" = 'free' or "flag") as Nullable(Bool))`,
    },
  },
  and: {
    of: `seats >= 20 and mrr >= 1000 and (plan = 'team' or flag)`,
    sql: {
      duckdb: `"seats" >= 20 and "mrr" >= 1000 and ("plan" = 'team' or "flag")`,
      clickhouse: `cast("seats" >= 20 and "mrr" >= 1000::Decimal(18, 2) and ("plan" = 'team' or "flag") as Nullable(Bool))`,
    },
  },
  or: {
    of: `plan = 'team' or seats > 500 and flag`,
    sql: {
      duckdb: `"plan" = 'team' or "seats" > 500 and "flag"`,
      clickhouse: `cast("plan" = 'team' or "seats" > 500 and "flag" as Nullable(Bool))`,
    },
  },
  'at-least': {
    of: 'at_least(2, seats >= 20, mrr >= 99.50, score >= 80)',
    sql: {
      duckdb: `case
  when cast(coalesce("seats" >= 20, false) as bigint)
  + cast(coalesce("mrr" >= 99.50, false) as bigint)
  + cast(coalesce("score" >= 80e0, false) as bigint) >= 2 then true
  when cast(coalesce("seats" >= 20, true) as bigint)
  + cast(coalesce("mrr" >= 99.50, true) as bigint)
  + cast(coalesce("score" >= 80e0, true) as bigint) < 2 then false
end`,
      clickhouse: `cast(case
  when cast(coalesce("seats" >= 20, false) as Nullable(Int64))
  + cast(coalesce("mrr" >= 99.50::Decimal(18, 2), false) as Nullable(Int64))
  + cast(coalesce("score" >= 80e0, false) as Nullable(Int64)) >= 2 then true
  when cast(coalesce("seats" >= 20, true) as Nullable(Int64))
  + cast(coalesce("mrr" >= 99.50::Decimal(18, 2), true) as Nullable(Int64))
  + cast(coalesce("score" >= 80e0, true) as Nullable(Int64)) < 2 then false
end as Nullable(Bool))`,
    },
  },
  compare: {
    of: 'mrr >= score',
    sql: {
      duckdb: 'cast(cast("mrr" as varchar) as double) >= "score"',
      clickhouse:
        'cast(cast(cast("mrr" as Nullable(String)) as Nullable(Float64)) >= "score" as Nullable(Bool))',
    },
  },
  in: {
    of: `plan in ('team', 'enterprise')`,
    sql: {
      duckdb: `"plan" in ('team', 'enterprise')`,
      clickhouse: `cast("plan" in ('team', 'enterprise') as Nullable(Bool))`,
    },
  },
  like: {
    of: `name ilike 'größe\\_%'`,
    sql: {
      duckdb: `lower("name") like lower('größe\\_%') escape '\\'`,
      clickhouse: `cast(lowerUTF8(translateUTF8("name", 'Σİ', 'σi')) like lowerUTF8(translateUTF8('größe\\\\_%', 'Σİ', 'σi')) as Nullable(Bool))`,
    },
  },
  'is-null': {
    of: 'mrr is not null',
    sql: {
      duckdb: '"mrr" is not null',
      clickhouse: 'cast("mrr" is not null as Nullable(Bool))',
    },
  },
  'is-true': {
    of: 'flag is true',
    sql: {
      duckdb: 'coalesce("flag", false)',
      clickhouse: 'cast(coalesce("flag", false) as Nullable(Bool))',
    },
  },
  'is-false': {
    of: '(seats > 5) is not false',
    sql: {
      duckdb: 'not coalesce(not ("seats" > 5), false)',
      clickhouse: 'cast(not coalesce(not ("seats" > 5), false) as Nullable(Bool))',
    },
  },
  arithmetic: {
    of: 'mrr * 12 / seats - 0.5',
    sql: {
      duckdb:
        'cast(cast(cast("mrr" as decimal(20, 2)) * 12 as varchar) as double) / nullif(cast("seats" as double), 0) - 0.5e0',
      clickhouse:
        'cast(cast(cast("mrr" as Nullable(Decimal(20, 2))) * 12::Decimal(2, 0) as Nullable(String)) as Nullable(Float64)) / nullif(cast("seats" as Nullable(Float64)), 0) - 0.5e0',
    },
  },
  negate: {
    of: '-mrr',
    sql: {
      duckdb: '-"mrr"',
      clickhouse: '-"mrr"',
    },
  },
  case: {
    of: `case when mrr >= 50000 then 'enterprise' when mrr >= 1000 then 'smb' else 'self_serve' end`,
    sql: {
      duckdb: `case
  when "mrr" >= 50000 then 'enterprise'
  when "mrr" >= 1000 then 'smb'
  else 'self_serve'
end`,
      clickhouse: `case
  when "mrr" >= 50000::Decimal(18, 2) then 'enterprise'
  when "mrr" >= 1000::Decimal(18, 2) then 'smb'
  else 'self_serve'
end`,
    },
  },
  call: {
    of: 'coalesce(mrr, 0)',
    sql: {
      duckdb: 'coalesce("mrr", 0)',
      clickhouse: 'coalesce("mrr", 0::Decimal(18, 2))',
    },
  },
  'add-interval': {
    of: 'signup + interval 1 month',
    sql: {
      duckdb: `case when "signup" <= date '2299-11-30' then cast("signup" + interval 1 month as date) end`,
      clickhouse: `case when "signup" <= toDate32('2299-11-30') then "signup" + interval 1 month end`,
    },
  },
  cast: {
    of: 'mrr = seats',
    sql: {
      duckdb: 'cast("mrr" as decimal(21, 2)) = cast("seats" as decimal(21, 2))',
      clickhouse:
        'cast(cast("mrr" as Nullable(Decimal(21, 2))) = cast("seats" as Nullable(Decimal(21, 2))) as Nullable(Bool))',
    },
  },
  aggregate: {
    of: AGGREGATE,
    sql: {
      duckdb: `cast(sum("mrr") filter (where "plan" = 'free') as decimal(38, 2))`,
      clickhouse: `accurateCast(sum(cast("mrr" as Nullable(Decimal(38, 2)))) filter (where "plan" = 'free'), 'Nullable(Decimal(38, 2))')`,
    },
  },
  'value-at': {
    of: VALUE_AT,
    sql: {
      duckdb:
        'arg_max("plan", ("seen_at", "plan")) filter (where "plan" is not null and "seen_at" is not null)',
      clickhouse:
        'argMax("plan", tuple("seen_at", "plan")) filter (where "plan" is not null and "seen_at" is not null)',
    },
  },
  'steps-reached': {
    of: STEPS_REACHED,
    sql: {
      duckdb: `case when list_min(list_filter(list("seen_at") filter (where "flag" and "seen_at" is not null), lambda _moment: _moment >= min("seen_at") filter (where "plan" = 'free' and "seen_at" is not null))) is not null then 2 when min("seen_at") filter (where "plan" = 'free' and "seen_at" is not null) is not null then 1 else 0 end`,
      clickhouse: `cast(case when arrayReduce('minOrNull', arrayFilter(_moment -> _moment >= min("seen_at") filter (where "plan" = 'free' and "seen_at" is not null), groupUniqArray("seen_at") filter (where "flag" and "seen_at" is not null))) is not null then 2 when min("seen_at") filter (where "plan" = 'free' and "seen_at" is not null) is not null then 1 else 0 end as Nullable(Int64))`,
    },
  },
  'day-of': {
    of: DAY_OF,
    sql: {
      duckdb: `cast(timezone('America/New_York', timezone('UTC', "seen_at")) as date)`,
      clickhouse: `toDate32("seen_at", 'America/New_York')`,
    },
  },
  window: {
    of: WINDOW,
    sql: {
      duckdb: 'case when "mrr" is not null then rank() over (order by "mrr" nulls last) - 1 end',
      clickhouse:
        'cast(case when "mrr" is not null then rank() over (order by "mrr" nulls last) - 1 end as Nullable(Int64))',
    },
  },
  'running-sum': {
    of: RUNNING_SUM,
    sql: {
      duckdb: 'sum("mrr") over (order by "seen_at" rows unbounded preceding)',
      clickhouse: 'sum("mrr") over (order by "seen_at" rows unbounded preceding)',
    },
  },
  'edge-count': {
    of: EDGE_COUNT,
    sql: {
      duckdb:
        'case when "score" is not null then case when "score" >= 2e0 then 2 else case when "score" >= 0.5e0 then 1 else 0 end end end',
      clickhouse:
        'cast(case when "score" is not null then case when "score" >= 2e0 then 2 else case when "score" >= 0.5e0 then 1 else 0 end end end as Nullable(Int64))',
    },
  },
  'table-sum': {
    of: TABLE_SUM,
    sql: {
      duckdb:
        '(cast(-7 as bigint) + list_extract([-1, 0]::bigint[], "seats" + 1) + list_extract([-12, -3, 0]::bigint[], "seats" + 1))',
      clickhouse:
        'cast((cast(-7 as Nullable(Int64)) + arrayElement([-1, 0]::Array(Int64), assumeNotNull("seats") + 1) + arrayElement([-12, -3, 0]::Array(Int64), assumeNotNull("seats") + 1)) as Nullable(Int64))',
    },
  },
  digest: { of: DIGEST, sql: { duckdb: 'md5("plan")', clickhouse: 'lower(hex(MD5("plan")))' } },
  exp: { of: EXP, sql: { duckdb: 'exp("score")', clickhouse: 'exp("score")' } },
  sqrt: { of: SQRT, sql: { duckdb: 'sqrt("score")', clickhouse: 'sqrt("score")' } },
};
