import type { Said } from './golden.ts';
import type { relationCases } from './relation-cases.ts';

/** Statements around expressions. */
export const relationGoldens: Readonly<Record<keyof typeof relationCases, Said>> = {
  layered: {
    duckdb: `select
  "name",
  case when "is_big" then 'enterprise' else 'other' end as "segment"
from (
  select
    *,
    "mrr" >= 1000 and "seats" >= 20 as "is_big",
    date_diff('day', "signup", date '2026-06-30') as "tenure_days"
  from "golden_customers"
)
where "plan" <> 'internal'
order by "tenure_days" desc nulls last
limit 10`,
    clickhouse: `select
  "name",
  case when "is_big" then 'enterprise' else 'other' end as "segment"
from (
  select
    *,
    "mrr" >= 1000::Decimal(18, 2) and "seats" >= 20 as "is_big",
    dateDiff('day', "signup", toDate32('2026-06-30')) as "tenure_days"
  from "golden_customers"
)
where "plan" <> 'internal'
order by "tenure_days" desc nulls last
limit 10`,
  },
  bound: {
    duckdb: `select
  "name",
  case when "is_big" then $p1 else $p2 end as "segment"
from (
  select
    *,
    "mrr" >= 1000 and "seats" >= 20 as "is_big",
    date_diff('day', "signup", $as_of) as "tenure_days"
  from "golden_customers"
)
where "plan" <> $p3
order by "tenure_days" desc nulls last
limit 10`,
    clickhouse: `select
  "name",
  case when "is_big" then {p1:String} else {p2:String} end as "segment"
from (
  select
    *,
    "mrr" >= 1000::Decimal(18, 2) and "seats" >= 20 as "is_big",
    dateDiff('day', "signup", {as_of:Date32}) as "tenure_days"
  from "golden_customers"
)
where "plan" <> {p3:String}
order by "tenure_days" desc nulls last
limit 10`,
  },
  grouped: {
    duckdb: `select
  "plan",
  count(*) as "customers",
  cast(sum("mrr") as decimal(38, 2)) as "mrr"
from "golden_customers"
group by "plan"`,
    clickhouse: `select
  "plan",
  cast(toInt64(count(*)) as Nullable(Int64)) as "customers",
  accurateCast(sum(cast("mrr" as Nullable(Decimal(38, 2)))), 'Nullable(Decimal(38, 2))') as "mrr"
from "golden_customers"
group by "plan"`,
  },
  joined: {
    duckdb: `select
  "b"."mrr" as "mrr",
  "b"."seats" as "seats",
  "b"."score" as "score",
  "b"."plan" as "plan",
  "b"."name" as "name",
  "b"."flag" as "flag",
  "b"."signup" as "signup",
  "b"."seen_at" as "seen_at",
  "j1"."customers" as "peers"
from "golden_customers" as "b"
left join (
  select
    "plan",
    count(*) as "customers",
    cast(sum("mrr") as decimal(38, 2)) as "mrr"
  from "golden_customers"
  group by "plan"
) as "j1" on "b"."plan" = "j1"."plan"`,
    clickhouse: `select
  "mrr",
  "seats",
  "score",
  "plan",
  "name",
  "flag",
  "signup",
  "seen_at",
  cast("peers" as Nullable(Int64)) as "peers"
from (
  select
    "b"."mrr" as "mrr",
    "b"."seats" as "seats",
    "b"."score" as "score",
    "b"."plan" as "plan",
    "b"."name" as "name",
    "b"."flag" as "flag",
    "b"."signup" as "signup",
    "b"."seen_at" as "seen_at",
    "j1"."customers" as "peers"
  from "golden_customers" as "b"
  left join (
    select
      "plan",
      toInt64(count(*)) as "customers",
      accurateCast(sum(cast("mrr" as Nullable(Decimal(38, 2)))), 'Nullable(Decimal(38, 2))') as "mrr"
    from "golden_customers"
    group by "plan"
  ) as "j1" on "b"."plan" = "j1"."plan"
)`,
  },
  union: {
    duckdb: `select *
from (
  select "name"
  from "golden_customers"
  limit 2
)
union all
select "name"
from (
  select
    "name",
    case when "is_big" then 'enterprise' else 'other' end as "segment"
  from (
    select
      *,
      "mrr" >= 1000 and "seats" >= 20 as "is_big",
      date_diff('day', "signup", date '2026-06-30') as "tenure_days"
    from "golden_customers"
  )
  where "plan" <> 'internal'
  order by "tenure_days" desc nulls last
  limit 10
)`,
    clickhouse: `select *
from (
  select "name"
  from "golden_customers"
  limit 2
)
union all
select "name"
from (
  select
    "name",
    case when "is_big" then 'enterprise' else 'other' end as "segment"
  from (
    select
      *,
      "mrr" >= 1000::Decimal(18, 2) and "seats" >= 20 as "is_big",
      dateDiff('day', "signup", toDate32('2026-06-30')) as "tenure_days"
    from "golden_customers"
  )
  where "plan" <> 'internal'
  order by "tenure_days" desc nulls last
  limit 10
)`,
  },
  counted: {
    duckdb: `select count(*) as "rows"
from (
  select
    "name",
    case when "is_big" then 'enterprise' else 'other' end as "segment"
  from (
    select
      *,
      "mrr" >= 1000 and "seats" >= 20 as "is_big",
      date_diff('day', "signup", date '2026-06-30') as "tenure_days"
    from "golden_customers"
  )
  where "plan" <> 'internal'
  order by "tenure_days" desc nulls last
  limit 10
)`,
    clickhouse: `select toInt64(count(*)) as "rows"
from (
  select
    "name",
    case when "is_big" then 'enterprise' else 'other' end as "segment"
  from (
    select
      *,
      "mrr" >= 1000::Decimal(18, 2) and "seats" >= 20 as "is_big",
      dateDiff('day', "signup", toDate32('2026-06-30')) as "tenure_days"
    from "golden_customers"
  )
  where "plan" <> 'internal'
  order by "tenure_days" desc nulls last
  limit 10
)`,
  },
  stored: {
    duckdb: `create table "golden_stored" as
select
  cast("as_of" as date) as "as_of",
  cast("name" as varchar) as "name",
  cast("mrr" as decimal(18, 2)) as "mrr"
from (
  select
    date '2026-06-30' as "as_of",
    "name",
    "mrr"
  from "golden_customers"
)
order by "name"`,
    clickhouse: `create or replace table "golden_stored" (
  "as_of" Nullable(Date32),
  "name" Nullable(String),
  "mrr" Nullable(Decimal(18, 2))
)
engine = MergeTree
partition by toYYYYMM("as_of")
order by ("name")
settings allow_nullable_key = 1, min_bytes_for_wide_part = 1099511627776
as
select
  toDate32('2026-06-30') as "as_of",
  "name",
  "mrr"
from "golden_customers"`,
  },
  appended: {
    duckdb: `insert into "golden_kept" ("as_of", "name", "mrr")
select
  date '2026-06-30' as "as_of",
  "name",
  "mrr"
from "golden_customers"`,
    clickhouse: `insert into "golden_kept" ("as_of", "name", "mrr")
select
  toDate32('2026-06-30') as "as_of",
  "name",
  "mrr"
from "golden_customers"`,
  },
  made: {
    duckdb: `create table if not exists "golden_kept" (
  "as_of" date not null,
  "name" varchar not null,
  "mrr" decimal(18, 2)
)`,
    clickhouse: `create table if not exists "golden_kept" (
  "as_of" Date32,
  "name" String,
  "mrr" Nullable(Decimal(18, 2))
)
engine = MergeTree
partition by toYYYYMM("as_of")
order by ("name", "as_of")
settings allow_nullable_key = 1`,
  },
};
