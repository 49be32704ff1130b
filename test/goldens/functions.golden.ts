import type { FunctionName } from '../../src/sql/functions.ts';
import type { Golden } from './golden.ts';

/** One call of every function. */
export const functionGoldens: Readonly<Record<FunctionName, Golden>> = {
  abs: {
    of: 'abs(mrr)',
    sql: {
      duckdb: 'abs("mrr")',
      clickhouse: 'abs("mrr")',
    },
  },
  ceil: {
    of: 'ceil(mrr)',
    sql: {
      duckdb: 'ceil("mrr")',
      clickhouse: 'cast(ceil("mrr") as Nullable(Decimal(17, 0)))',
    },
  },
  coalesce: {
    of: 'coalesce(seats, mrr, 0.5)',
    sql: {
      duckdb: 'coalesce(cast("seats" as decimal(21, 2)), cast("mrr" as decimal(21, 2)), 0.5)',
      clickhouse:
        'coalesce(cast("seats" as Nullable(Decimal(21, 2))), cast("mrr" as Nullable(Decimal(21, 2))), 0.5::Decimal(21, 2))',
    },
  },
  contains: {
    of: `contains(name, 'gmbh')`,
    sql: {
      duckdb: `contains("name", 'gmbh')`,
      clickhouse: `cast((position("name", 'gmbh') > 0) as Nullable(Bool))`,
    },
  },
  day: {
    of: 'day(signup)',
    sql: {
      duckdb: 'day("signup")',
      clickhouse: 'cast(toDayOfMonth("signup") as Nullable(Int64))',
    },
  },
  days_between: {
    of: 'days_between(signup, as_of)',
    sql: {
      duckdb: `date_diff('day', "signup", date '2026-06-30')`,
      clickhouse: `cast(dateDiff('day', "signup", toDate32('2026-06-30')) as Nullable(Int64))`,
    },
  },
  ends_with: {
    of: `ends_with(name, 'AG')`,
    sql: {
      duckdb: `ends_with("name", 'AG')`,
      clickhouse: `cast(endsWith("name", 'AG') as Nullable(Bool))`,
    },
  },
  floor: {
    of: 'floor(score)',
    sql: {
      duckdb: 'floor("score")',
      clickhouse: 'floor("score")',
    },
  },
  greatest: {
    of: 'greatest(seats, 1)',
    sql: {
      duckdb: 'case when "seats" is not null then greatest("seats", 1) end',
      clickhouse: 'cast(case when "seats" is not null then greatest("seats", 1) end as Nullable(Int64))',
    },
  },
  least: {
    of: 'least(mrr, 100)',
    sql: {
      duckdb: 'case when "mrr" is not null then least("mrr", 100) end',
      clickhouse: 'case when "mrr" is not null then least("mrr", 100::Decimal(18, 2)) end',
    },
  },
  length: {
    of: 'length(name)',
    sql: {
      duckdb: 'length("name")',
      clickhouse: 'cast(toInt64(lengthUTF8("name")) as Nullable(Int64))',
    },
  },
  lower: {
    of: 'lower(name)',
    sql: {
      duckdb: 'lower("name")',
      clickhouse: `lowerUTF8(translateUTF8("name", 'Σİ', 'σi'))`,
    },
  },
  month: {
    of: 'month(signup)',
    sql: {
      duckdb: 'month("signup")',
      clickhouse: 'cast(toMonth("signup") as Nullable(Int64))',
    },
  },
  starts_with: {
    of: `starts_with(name, 'A')`,
    sql: {
      duckdb: `starts_with("name", 'A')`,
      clickhouse: `cast(startsWith("name", 'A') as Nullable(Bool))`,
    },
  },
  trim: {
    of: 'trim(name)',
    sql: {
      duckdb: `trim("name", ' ')`,
      clickhouse: `trim(both ' ' from "name")`,
    },
  },
  upper: {
    of: 'upper(name)',
    sql: {
      duckdb: 'upper("name")',
      clickhouse: `upperUTF8(translateUTF8("name", 'ß', 'ẞ'))`,
    },
  },
  year: {
    of: 'year(signup)',
    sql: {
      duckdb: 'year("signup")',
      clickhouse: 'cast(toYear("signup") as Nullable(Int64))',
    },
  },
};
