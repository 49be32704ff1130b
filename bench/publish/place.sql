-- What Clade publishes for bench/publish/project, written by hand for DuckDB: the same rows in tables of the same
-- shape. $customers is the Parquet file. What is published stands in one transaction, as in Clade's run; what it is
-- made from is committed before, since DuckDB reads in parallel only what is committed.
create temp macro two_of(a, b, c) as
  case
    when coalesce(a, false)::int + coalesce(b, false)::int + coalesce(c, false)::int >= 2 then true
    when coalesce(a, true)::int + coalesce(b, true)::int + coalesce(c, true)::int < 2 then false
  end;
create temp macro one_of(a, b) as two_of(a, b, true);
create temp macro both_of(a, b) as two_of(a, b, false);

-- Facts with ranks: for each axis how many values are below, and below or equal.
create table facts as
with customers as materialized (
  select
    customer_id as customer, signed_up, left_on, last_seen, country, plan, is_partner,
    cast(employees as bigint) as employees, cast(seats as bigint) as seats, cast(mrr as decimal(18, 2)) as mrr,
    cast(logins_30d as bigint) as logins_30d, cast(features_used as bigint) as features_used,
    cast(health as bigint) as health, cast(nps as bigint) as nps,
    cast(mrr * 12 as decimal(20, 2)) as arr,
    date_diff('day', signed_up, date '2026-06-30') as tenure_days,
    case
      when left_on is null or left_on > date '2026-06-30' then 'customer'
      when left_on <= date '2026-06-30' then 'former'
      else 'prospect'
    end as status,
    cast(mrr as decimal(38, 6)) as money
  from read_parquet($customers)
),
by_arr as (select arr as v, sum(count(*)) over (order by arr) as upto, upto - count(*) as below from customers where arr is not null group by arr),
by_employees as (select employees as v, sum(count(*)) over (order by employees) as upto, upto - count(*) as below from customers where employees is not null group by employees),
by_tenure as (select tenure_days as v, sum(count(*)) over (order by tenure_days) as upto, upto - count(*) as below from customers where tenure_days is not null group by tenure_days),
by_health as (select health as v, sum(count(*)) over (order by health) as upto, upto - count(*) as below from customers where health is not null group by health),
by_logins as (select logins_30d as v, sum(count(*)) over (order by logins_30d) as upto, upto - count(*) as below from customers where logins_30d is not null group by logins_30d),
by_features as (select features_used as v, sum(count(*)) over (order by features_used) as upto, upto - count(*) as below from customers where features_used is not null group by features_used),
by_seats as (select seats as v, sum(count(*)) over (order by seats) as upto, upto - count(*) as below from customers where seats is not null group by seats),
by_left as (select left_on as v, sum(count(*)) over (order by left_on) as upto, upto - count(*) as below from customers where left_on is not null group by left_on),
by_seen as (select last_seen as v, sum(count(*)) over (order by last_seen) as upto, upto - count(*) as below from customers where last_seen is not null group by last_seen),
by_mrr as (select mrr as v, sum(count(*)) over (order by mrr) as upto, upto - count(*) as below from customers where mrr is not null group by mrr),
by_nps as (select nps as v, sum(count(*)) over (order by nps) as upto, upto - count(*) as below from customers where nps is not null group by nps)
select
  c.*,
  by_arr.below::bigint as arr_below, by_arr.upto::bigint as arr_upto,
  by_employees.below::bigint as employees_below, by_employees.upto::bigint as employees_upto,
  by_tenure.below::bigint as tenure_below, by_tenure.upto::bigint as tenure_upto,
  by_health.below::bigint as health_below, by_health.upto::bigint as health_upto,
  by_logins.below::bigint as logins_below, by_logins.upto::bigint as logins_upto,
  by_features.below::bigint as features_below, by_features.upto::bigint as features_upto,
  by_seats.below::bigint as seats_below, by_seats.upto::bigint as seats_upto,
  by_left.below::bigint as left_below, by_left.upto::bigint as left_upto,
  by_seen.below::bigint as seen_below, by_seen.upto::bigint as seen_upto,
  by_mrr.below::bigint as mrr_below, by_mrr.upto::bigint as mrr_upto,
  by_nps.below::bigint as nps_below, by_nps.upto::bigint as nps_upto
from customers as c
  left join by_arr on by_arr.v = c.arr
  left join by_employees on by_employees.v = c.employees
  left join by_tenure on by_tenure.v = c.tenure_days
  left join by_health on by_health.v = c.health
  left join by_logins on by_logins.v = c.logins_30d
  left join by_features on by_features.v = c.features_used
  left join by_seats on by_seats.v = c.seats
  left join by_left on by_left.v = c.left_on
  left join by_seen on by_seen.v = c.last_seen
  left join by_mrr on by_mrr.v = c.mrr
  left join by_nps on by_nps.v = c.nps;

create table population (
  run_id varchar not null, as_of date not null, entity varchar not null, customer varchar not null,
  status enum ('customer', 'former', 'prospect') not null, money decimal(38, 6)
);
create table snapshots (snapshot_id bigint not null, segmentation varchar not null);
create table assignments (
  snapshot_id bigint not null, as_of date not null, customer varchar not null, segment varchar not null, score double,
  margin double, reason enum ('matched', 'matched_after_unknown', 'no_match', 'lacks_data') not null
);
create table segment_counts (
  segmentation varchar not null, segment varchar not null, customers bigint not null, active bigint not null,
  money decimal(38, 6), boundary bigint not null
);
create table rule_counts (
  segmentation varchar not null, ordinal bigint not null, segment varchar not null, true_count bigint not null,
  false_count bigint not null, unknown_count bigint not null, taken_count bigint not null
);
create table rule_overlaps (
  segmentation varchar not null, ordinal bigint not null, segment varchar not null, taken_by varchar not null,
  customers bigint not null
);

-- How many values lie left of each cut.
set variable n = (
  select {
    arr: count(arr), arr_1: count(*) filter (arr < 1), arr_1000: count(*) filter (arr < 1000),
    arr_10000: count(*) filter (arr < 10000), arr_50000: count(*) filter (arr < 50000),
    employees: count(employees), employees_1: count(*) filter (employees < 1),
    employees_20: count(*) filter (employees < 20), employees_500: count(*) filter (employees < 500),
    tenure: count(tenure_days), tenure_0: count(*) filter (tenure_days < 0),
    tenure_30: count(*) filter (tenure_days < 30), tenure_90: count(*) filter (tenure_days < 90),
    tenure_365: count(*) filter (tenure_days < 365),
    health: count(health), health_0: count(*) filter (health < 0), health_20: count(*) filter (health < 20),
    health_40: count(*) filter (health < 40), health_60: count(*) filter (health < 60),
    health_80: count(*) filter (health < 80),
    logins: count(logins_30d), logins_0: count(*) filter (logins_30d < 0),
    logins_after_0: count(*) filter (logins_30d <= 0), logins_1: count(*) filter (logins_30d < 1),
    logins_8: count(*) filter (logins_30d < 8), logins_20: count(*) filter (logins_30d < 20),
    features: count(features_used), features_3: count(*) filter (features_used < 3),
    features_5: count(*) filter (features_used < 5), features_8: count(*) filter (features_used < 8),
    seats: count(seats), seats_10: count(*) filter (seats < 10), seats_50: count(*) filter (seats < 50),
    seats_100: count(*) filter (seats < 100),
    left_on: count(left_on), left_now: count(*) filter (left_on <= date '2026-06-30'),
    seen: count(last_seen), seen_60: count(*) filter (last_seen < date '2026-05-01'),
    mrr: count(mrr), mrr_0: count(*) filter (mrr < 0), mrr_after_0: count(*) filter (mrr <= 0),
    mrr_500: count(*) filter (mrr < 500),
    nps: count(nps), nps_6: count(*) filter (nps <= 6), nps_7: count(*) filter (nps < 7),
    nps_8: count(*) filter (nps <= 8), nps_9: count(*) filter (nps < 9)
  } from facts
);
create temp macro n() as getvariable('n');

-- Each segmentation once: segment, margin, reason and the truth of each rule. Shares of ranks are margins.
create temp table placed_value as
select
  customer, status, money,
  case when a then 'self_serve' when b then 'smb' when c then 'mid_market' when d then 'enterprise' else 'no_revenue' end as segment,
  case
    when arr < 1 then (n().arr_1 - arr_below) / cast(n().arr as double)
    when a then least(arr_upto - n().arr_1, n().arr_1000 - arr_below) / cast(n().arr as double)
    when b then least(arr_upto - n().arr_1000, n().arr_10000 - arr_below) / cast(n().arr as double)
    when c then least(arr_upto - n().arr_10000, n().arr_50000 - arr_below) / cast(n().arr as double)
    when d then (arr_upto - n().arr_50000) / cast(n().arr as double)
  end as margin,
  reason_of(a, b, c, d, false) as reason,
  a, b, c, d, false as e
from (
  select *,
    arr >= 1 and arr < 1000 as a, arr >= 1000 and arr < 10000 as b, arr >= 10000 and arr < 50000 as c, arr >= 50000 as d
  from facts
);

create temp table placed_size as
select
  customer, status, money,
  case when a then 'small' when b then 'medium' when c then 'large' else 'size_unknown' end as segment,
  case
    when employees < 1 then (n().employees_1 - employees_below) / cast(n().employees as double)
    when a then least(employees_upto - n().employees_1, n().employees_20 - employees_below) / cast(n().employees as double)
    when b then least(employees_upto - n().employees_20, n().employees_500 - employees_below) / cast(n().employees as double)
    when c then (employees_upto - n().employees_500) / cast(n().employees as double)
  end as margin,
  reason_of(a, b, c, false, false) as reason,
  a, b, c, false as d, false as e
from (
  select *, employees >= 1 and employees < 20 as a, employees >= 20 and employees < 500 as b, employees >= 500 as c
  from facts
);

create temp table placed_tenure as
select
  customer, status, money,
  case when a then 'new' when b then 'young' when c then 'settled' when d then 'loyal' else 'not_yet' end as segment,
  case
    when tenure_days < 0 then (n().tenure_0 - tenure_below) / cast(n().tenure as double)
    when a then least(tenure_upto - n().tenure_0, n().tenure_30 - tenure_below) / cast(n().tenure as double)
    when b then least(tenure_upto - n().tenure_30, n().tenure_90 - tenure_below) / cast(n().tenure as double)
    when c then least(tenure_upto - n().tenure_90, n().tenure_365 - tenure_below) / cast(n().tenure as double)
    when d then (tenure_upto - n().tenure_365) / cast(n().tenure as double)
  end as margin,
  reason_of(a, b, c, d, false) as reason,
  a, b, c, d, false as e
from (
  select *,
    tenure_days >= 0 and tenure_days < 30 as a, tenure_days >= 30 and tenure_days < 90 as b,
    tenure_days >= 90 and tenure_days < 365 as c, tenure_days >= 365 as d
  from facts
);

create temp table placed_health as
select
  customer, status, money,
  case when a then 'critical' when b then 'at_risk' when c then 'neutral' when d then 'healthy' when e then 'champion' else 'not_scored' end as segment,
  case
    when health < 0 then (n().health_0 - health_below) / cast(n().health as double)
    when a then least(health_upto - n().health_0, n().health_20 - health_below) / cast(n().health as double)
    when b then least(health_upto - n().health_20, n().health_40 - health_below) / cast(n().health as double)
    when c then least(health_upto - n().health_40, n().health_60 - health_below) / cast(n().health as double)
    when d then least(health_upto - n().health_60, n().health_80 - health_below) / cast(n().health as double)
    when e then (health_upto - n().health_80) / cast(n().health as double)
  end as margin,
  reason_of(a, b, c, d, e) as reason,
  a, b, c, d, e
from (
  select *,
    health >= 0 and health < 20 as a, health >= 20 and health < 40 as b, health >= 40 and health < 60 as c,
    health >= 60 and health < 80 as d, health >= 80 as e
  from facts
);

create temp table placed_usage as
select
  customer, status, money,
  case here when 1 then 'power' when 2 then 'active' when 3 then 'light' when 4 then 'dormant' else 'untracked' end as segment,
  case
    when here = 0 and (a is null or b is null or c is null or d is null) then null
    else least(
      1e0,
      across(logins_30d < 0, if(two, 1, 0), if(two, 1, 4), here, logins_below, logins_upto, n().logins_0, n().logins),
      across(logins_30d <= 0, if(two, 1, 4), if(two, 1, 3), here, logins_below, logins_upto, n().logins_after_0, n().logins),
      across(logins_30d < 8, if(two, 1, 3), first_of(two, features_used >= 3, true, false, false), here, logins_below, logins_upto, n().logins_8, n().logins),
      across(logins_30d < 20, first_of(two, features_used >= 3, true, false, false), first_of(one, features_used >= 3, true, false, false), here, logins_below, logins_upto, n().logins_20, n().logins),
      across(features_used < 3, first_of(both_of(logins_30d >= 20, seats >= 50), false, c, d, false), first_of(both_of(logins_30d >= 20, seats >= 50), logins_30d >= 8, c, d, false), here, features_below, features_upto, n().features_3, n().features),
      across(features_used < 8, first_of(both_of(logins_30d >= 20, seats >= 50), logins_30d >= 8, c, d, false), first_of(one_of(logins_30d >= 20, seats >= 50), logins_30d >= 8, c, d, false), here, features_below, features_upto, n().features_8, n().features),
      across(seats < 50, first_of(both_of(logins_30d >= 20, features_used >= 8), b, c, d, false), first_of(one_of(logins_30d >= 20, features_used >= 8), b, c, d, false), here, seats_below, seats_upto, n().seats_50, n().seats)
    )
  end as margin,
  reason_of(a, b, c, d, false) as reason,
  a, b, c, d, false as e
from (
  select *, first_of(a, b, c, d, false) as here
  from (
    select *,
      two_of(logins_30d >= 20, features_used >= 8, seats >= 50) as a, logins_30d >= 8 and features_used >= 3 as b,
      logins_30d >= 1 as c, logins_30d = 0 as d,
      both_of(features_used >= 8, seats >= 50) as two, one_of(features_used >= 8, seats >= 50) as one
    from facts
  )
);

create temp table placed_lifecycle as
select
  customer, status, money,
  case here when 1 then 'gone' when 2 then 'onboarding' when 3 then 'adopting' when 4 then 'leaving' when 5 then 'thriving' else 'steady' end as segment,
  case
    when here = 0 and (a is null or b is null or c is null or d is null or e is null) then null
    else least(
      1e0,
      across(left_on <= date '2026-06-30', 1, first_of(false, b, c, d, e), here, left_below, left_upto, n().left_now, n().left_on),
      across(tenure_days < 30, first_of(a, true, c, d, e), first_of(a, false, features_used < 5, d, e), here, tenure_below, tenure_upto, n().tenure_30, n().tenure),
      across(tenure_days < 90, first_of(a, false, features_used < 5, d, e), first_of(a, false, false, d, e), here, tenure_below, tenure_upto, n().tenure_90, n().tenure),
      across(features_used < 5, first_of(a, b, tenure_days < 90, d, e), first_of(a, b, false, d, e), here, features_below, features_upto, n().features_5, n().features),
      across(last_seen < date '2026-05-01', first_of(a, b, c, true, e), first_of(a, b, c, health < 20, e), here, seen_below, seen_upto, n().seen_60, n().seen),
      across(health < 20, first_of(a, b, c, true, false), first_of(a, b, c, last_seen < date '2026-05-01', false), here, health_below, health_upto, n().health_20, n().health),
      across(health < 60, first_of(a, b, c, last_seen < date '2026-05-01', false), first_of(a, b, c, last_seen < date '2026-05-01', logins_30d >= 8), here, health_below, health_upto, n().health_60, n().health),
      across(logins_30d < 8, first_of(a, b, c, d, false), first_of(a, b, c, d, health >= 60), here, logins_below, logins_upto, n().logins_8, n().logins)
    )
  end as margin,
  reason_of(a, b, c, d, e) as reason,
  a, b, c, d, e
from (
  select *, first_of(a, b, c, d, e) as here
  from (
    select *,
      left_on <= date '2026-06-30' as a, tenure_days < 30 as b, tenure_days < 90 and features_used < 5 as c,
      last_seen < date '2026-05-01' or health < 20 as d, health >= 60 and logins_30d >= 8 as e
    from facts
  )
);

create temp table placed_region as
select
  customer, status, money,
  case when a then 'americas' when b then 'europe' when c then 'asia' else 'elsewhere' end as segment,
  case when a or b or c or country is not null then 1e0 end as margin,
  reason_of(a, b, c, false, false) as reason,
  a, b, c, false as d, false as e
from (
  select *,
    country in ('US', 'CA', 'BR', 'MX') as a, country in ('DE', 'FR', 'GB', 'NL', 'SE') as b,
    country in ('JP', 'IN', 'SG') as c
  from facts
);

create temp table placed_contract as
select
  customer, status, money,
  case here when 1 then 'partner' when 2 then 'large_annual' when 3 then 'annual' when 4 then 'trial' else 'monthly' end as segment,
  case
    when here = 0 and (a is null or b is null or c is null or d is null) then null
    else least(
      1e0,
      across(seats < 100, first_of(a, false, c, d, false), first_of(a, plan = 'enterprise', c, d, false), here, seats_below, seats_upto, n().seats_100, n().seats),
      across(mrr < 0, first_of(a, b, plan in ('business', 'enterprise'), false, false), first_of(a, b, plan in ('business', 'enterprise'), true, false), here, mrr_below, mrr_upto, n().mrr_0, n().mrr),
      across(mrr <= 0, first_of(a, b, plan in ('business', 'enterprise'), true, false), first_of(a, b, plan in ('business', 'enterprise'), false, false), here, mrr_below, mrr_upto, n().mrr_after_0, n().mrr),
      across(mrr < 500, first_of(a, b, plan in ('business', 'enterprise'), false, false), first_of(a, b, true, false, false), here, mrr_below, mrr_upto, n().mrr_500, n().mrr)
    )
  end as margin,
  reason_of(a, b, c, d, false) as reason,
  a, b, c, d, false as e
from (
  select *, first_of(a, b, c, d, false) as here
  from (
    select *,
      is_partner as a, plan = 'enterprise' and seats >= 100 as b, plan in ('business', 'enterprise') or mrr >= 500 as c,
      mrr = 0 as d
    from facts
  )
);

create temp table placed_advocacy as
select
  customer, status, money,
  case here when 1 then 'promoter' when 2 then 'detractor' when 3 then 'passive' else 'silent' end as segment,
  case
    when here = 0 and (a is null or b is null or c is null) then null
    else least(
      1e0,
      across(nps <= 6, 2, 0, here, nps_below, nps_upto, n().nps_6, n().nps),
      across(nps < 7, 0, 3, here, nps_below, nps_upto, n().nps_7, n().nps),
      across(nps <= 8, 3, 0, here, nps_below, nps_upto, n().nps_8, n().nps),
      across(nps < 9, 0, if(tenure_days >= 90, 1, 0), here, nps_below, nps_upto, n().nps_9, n().nps),
      across(tenure_days < 90, first_of(false, b, c, false, false), first_of(nps >= 9, b, c, false, false), here, tenure_below, tenure_upto, n().tenure_90, n().tenure)
    )
  end as margin,
  reason_of(a, b, c, false, false) as reason,
  a, b, c, false as d, false as e
from (
  select *, first_of(a, b, c, false, false) as here
  from (select *, nps >= 9 and tenure_days >= 90 as a, nps <= 6 as b, nps between 7 and 8 as c from facts)
);

create temp table placed_focus as
select
  customer, status, money,
  case here when 1 then 'rescue' when 2 then 'grow' when 3 then 'reference' when 4 then 'start_well' else 'rest' end as segment,
  case
    when here = 0 and (a is null or b is null or c is null or d is null) then null
    else least(
      1e0,
      across(health < 40, first_of(large and one_of(logins_30d = 0, nps <= 6), b, false, d, false), first_of(large and both_of(logins_30d = 0, nps <= 6), b, false, d, false), here, health_below, health_upto, n().health_40, n().health),
      across(health < 60, first_of(large and both_of(logins_30d = 0, nps <= 6), b, false, d, false), first_of(large and both_of(logins_30d = 0, nps <= 6), b, promoter, d, false), here, health_below, health_upto, n().health_60, n().health),
      across(logins_30d < 0, first_of(large and both_of(health < 40, nps <= 6), b, c, d, false), first_of(large and one_of(health < 40, nps <= 6), b, c, d, false), here, logins_below, logins_upto, n().logins_0, n().logins),
      across(logins_30d <= 0, first_of(large and one_of(health < 40, nps <= 6), b, c, d, false), first_of(large and both_of(health < 40, nps <= 6), b, c, d, false), here, logins_below, logins_upto, n().logins_after_0, n().logins),
      across(nps <= 6, first_of(large and one_of(health < 40, logins_30d = 0), b, c, d, false), first_of(large and both_of(health < 40, logins_30d = 0), b, c, d, false), here, nps_below, nps_upto, n().nps_6, n().nps),
      across(seats < 10, first_of(a, false, c, d, false), first_of(a, grows, c, d, false), here, seats_below, seats_upto, n().seats_10, n().seats)
    )
  end as margin,
  reason_of(a, b, c, d, false) as reason,
  a, b, c, d, false as e
from (
  select *, first_of(a, b, c, d, false) as here
  from (
    select f.*,
      v.segment in ('mid_market', 'enterprise') as large,
      h.segment = 'champion' and v.segment <> 'enterprise' as grows,
      p.segment = 'promoter' as promoter,
      large and two_of(f.health < 40, f.logins_30d = 0, f.nps <= 6) as a,
      grows and f.seats >= 10 as b,
      promoter and f.health >= 60 as c,
      l.segment in ('onboarding', 'adopting') as d
    from facts as f
      left join placed_value as v on v.customer = f.customer
      left join placed_health as h on h.customer = f.customer
      left join placed_advocacy as p on p.customer = f.customer
      left join placed_lifecycle as l on l.customer = f.customer
  )
);

begin transaction;
insert into population
select 'hand', date '2026-06-30', 'customer', customer, status, money from facts;
