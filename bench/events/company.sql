-- A company of $customers accounts with a year of product events, about fifty an account, as Parquet files in $folder.
-- The same for everybody: every value comes from hashes of row numbers. `u(i, k)` is the k-th of them, from 0 to 1.
create temp macro u(i, k) as (hash(i * 64 + k) >> 11) / 9007199254740992e0;
create temp macro pick(list, x) as list[1 + cast(floor(x * len(list)) as integer)];
create temp macro account(i) as 'A' || lpad(cast(i as varchar), 7, '0');
create temp macro contact(i) as 'P' || lpad(cast(i as varchar), 7, '0');
create temp macro owner(i) as cast(floor(u(i, 1) * $customers) as bigint);
-- One account in seven runs the product where it cannot report.
create temp macro is_tracked(i) as u(i, 40) > 0.15;

copy (
  select
    account(i) as account_id, 'Company ' || i as name,
    case when u(i, 2) < 0.97 then
      pick(['Healthcare', 'Finance', 'Manufacturing', 'Technology', 'Professional Services', 'Retail', 'Education'], u(i, 3))
    end as industry,
    case when u(i, 4) < 0.98 then pick(['North', 'South', 'East', 'West'], u(i, 5)) end as region,
    case when u(i, 6) < 0.93 then cast(exp(1 + u(i, 7) * 7) as integer) end as employees,
    case when u(i, 8) < 0.8 then pick(['AWS', 'Azure', 'Google Cloud'], u(i, 9)) end as cloud,
    case when u(i, 10) < 0.6 then pick(['Automation', 'Reporting', 'Scheduling', 'Compliance'], u(i, 11)) end as use_case,
    case when u(i, 12) < 0.35 then
      pick(['Innovator', 'Early adopter', 'Pragmatist', 'Conservative', 'Sceptic'], u(i, 13))
    end as adoption_style,
    pick(['Inbound', 'Outbound', 'Partner'], u(i, 14)) as channel,
    date '2026-06-30' - cast(u(i, 15) * u(i, 15) * 1800 as integer) as signed_up,
    pick(['Starter', 'Business', 'Enterprise'], u(i, 16)) as plan,
    'Manager ' || cast(1 + floor(u(i, 17) * 20) as integer) as manager,
    u(i, 18) < 0.05 as crm_churned
  from range($customers) as t(i)
) to '$folder/accounts.parquet' (format parquet);

copy (
  select
    contact(i) as contact_id, account(owner(i)) as account_id, 'Person ' || i as name, 'p' || i || '@mail.example' as email,
    pick(['Executive', 'IT Manager', 'Operations Manager', 'End User', 'End User', 'End User'], u(i, 2)) as role,
    date '2026-06-30' - cast(u(i, 3) * u(owner(i), 15) * u(owner(i), 15) * 1800 as integer) as joined_on,
    case when u(i, 4) < 0.06 then date '2026-06-30' - cast(u(i, 5) * 300 as integer) end as left_on,
    u(i, 6) < 0.3 as newsletter
  from range($customers) as t(i)
) to '$folder/contacts.parquet' (format parquet);

-- In the order of days, as a product writes them down; one to three features a person and day.
copy (
  select
    account(owner(c)) as account_id, contact(c) as contact_id, date '2025-07-01' + cast(d as integer) as used_on,
    'feature ' || lpad(cast((f * 5 + cast(floor(u(c, 9) * 14) as bigint) + d) % 14 as varchar), 2, '0') as feature,
    cast(1 + floor(u(c * 400 + d, 12 + f) * 30) as integer) as actions,
    cast(floor(u(c * 400 + d, 15 + f) * 60) as integer) as minutes
  from range(365) as days(d), range($customers) as people(c), range(3) as features(f)
  where is_tracked(owner(c)) and u(c * 400 + d, 7) < u(c, 8) * u(c, 8) * 0.42 and (f = 0 or u(c * 400 + d, 10 + f) < 0.3)
    and d > 364 - 365 * least(1, u(c, 10) * 3) and d < 365 - 120 * greatest(0, u(c, 11) - 0.7)
) to '$folder/usage.parquet' (format parquet);

copy (
  select
    'S' || lpad(cast(i as varchar), 8, '0') as subscription_id, account(a) as account_id,
    case when line = 0 then 'Core' else 'Add-on ' || line end as product,
    pick(['Starter', 'Business', 'Enterprise'], u(a, 16)) as plan, pick(['monthly', 'annual'], u(i, 20)) as billing,
    cast(1 + exp(u(a, 7) * 6 * u(i, 21)) as integer) as seats,
    cast(case when line = 0 and u(a, 22) < 0.15 then 0 else exp(3 + u(a, 7) * u(i, 23) * 7) end as decimal(12, 2)) as amount,
    line = 0 and u(a, 22) < 0.15 as is_trial,
    cast(greatest(date '2021-07-01', date '2026-06-30' - cast(u(a, 15) * u(a, 15) * 1800 * (1 - line * 0.3 * u(i, 24)) as integer)) as date)
      as starts_on,
    case when u(i, 25) < 0.25 then date '2026-07-30' - cast(u(i, 26) * u(a, 15) * u(a, 15) * 1800 as integer) end as ends_on
  from (
    select i, i % $customers as a, i // $customers as line from range(cast($customers * 1.6 as bigint)) as t(i)
  )
  where u(a, 27) < 0.9
) to '$folder/subscriptions.parquet' (format parquet);

copy (
  select
    'I' || lpad(cast(i as varchar), 8, '0') as invoice_id, account(i % $customers) as account_id,
    date '2026-06-30' - cast(u(i, 2) * 700 as integer) as issued_on,
    cast(exp(3 + u(i, 3) * 6) as decimal(12, 2)) as amount,
    case when u(i, 4) < 0.93 then date '2026-06-30' - cast(u(i, 2) * 700 as integer) + cast(u(i, 5) * 60 as integer) end as paid_on
  from range($customers * 3) as t(i)
) to '$folder/invoices.parquet' (format parquet);

copy (
  select
    'T' || lpad(cast(i as varchar), 8, '0') as ticket_id, account(owner(i)) as account_id, contact(i % $customers) as contact_id,
    date '2026-06-30' - cast(u(i, 2) * 725 as integer) as opened_on,
    case when u(i, 3) < 0.95 then date '2026-06-30' - cast(u(i, 2) * 725 * u(i, 4) as integer) end as closed_on,
    pick(['low', 'normal', 'normal', 'high', 'urgent'], u(i, 5)) as priority,
    case when u(i, 6) < 0.3 then cast(1 + floor(u(i, 7) * 5) as integer) end as satisfaction
  from range($customers) as t(i)
) to '$folder/tickets.parquet' (format parquet);

copy (
  select
    'N' || lpad(cast(i as varchar), 8, '0') as answer_id, account(owner(i)) as account_id, contact(i) as contact_id,
    date '2026-06-30' - cast(u(i, 2) * 690 as integer) as answered_on, cast(floor(11 * sqrt(u(i, 3))) as integer) as score
  from range(cast($customers * 0.5 as bigint)) as t(i)
) to '$folder/nps.parquet' (format parquet);

copy (
  select
    'D' || lpad(cast(i as varchar), 8, '0') as deal_id, account(owner(i)) as account_id,
    date '2026-06-30' - cast(u(i, 2) * 900 as integer) as opened_on,
    case when u(i, 3) < 0.9 then date '2026-06-30' - cast(u(i, 2) * 900 * u(i, 4) as integer) end as closed_on,
    case when u(i, 3) >= 0.9 then 'open' when u(i, 5) < 0.4 then 'won' else 'lost' end as stage,
    cast(exp(6 + u(i, 6) * 6) as decimal(12, 2)) as amount
  from range(cast($customers * 0.6 as bigint)) as t(i)
) to '$folder/deals.parquet' (format parquet)
