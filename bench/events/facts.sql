-- The attributes of examples/saas for every account and contact, by hand, on both engines: $usage and the like are the Parquet
-- files, read in place. Shares of the health score are kept as millionths and the score is rounded once, half away from zero,
-- as Clade does.
create table usage_of as
select
  account_id as customer, max(used_on) as last_used, min(used_on) as first_used,
  count(distinct used_on) filter (where used_on >= date '2026-06-01') as active_days,
  count(distinct feature) filter (where used_on >= date '2026-06-01') as features_used,
  count(distinct contact_id) filter (where used_on >= date '2026-06-01') as active_people,
  coalesce(sum(actions) filter (where used_on >= date '2026-06-01'), 0) as actions,
  coalesce(sum(actions) filter (where used_on between date '2026-05-02' and date '2026-05-31'), 0) as actions_before
from $usage where used_on <= date '2026-06-30' group by account_id;

create table account_attributes as
with subscribed as (
  select
    account_id,
    coalesce(sum(seats) filter (where product = 'Core' and not is_trial and runs), 0) as seats,
    count(*) filter (where product <> 'Core' and runs) as add_ons,
    count(*) filter (where not is_trial and runs) as live_subscriptions,
    coalesce(sum(amount) filter (where not is_trial and runs), 0) as mrr,
    coalesce(sum(amount) filter (where not is_trial and ran_a_quarter_ago), 0) as mrr_a_quarter_ago,
    coalesce(sum(amount) filter (where not is_trial and ran_a_year_ago), 0) as mrr_a_year_ago,
    min(starts_on) filter (where not is_trial and starts_on <= date '2026-06-30') as first_paid_on
  from (
    select *,
      starts_on <= date '2026-06-30' and (ends_on is null or ends_on > date '2026-06-30') as runs,
      starts_on <= date '2026-04-01' and (ends_on is null or ends_on > date '2026-04-01') as ran_a_quarter_ago,
      starts_on <= date '2025-06-30' and (ends_on is null or ends_on > date '2025-06-30') as ran_a_year_ago
    from $subscriptions
  ) group by account_id
),
invoiced as (
  select account_id, count(*) as overdue_invoices from $invoices
  where issued_on <= date '2026-05-16' and (paid_on is null or paid_on > date '2026-06-30') group by account_id
),
offered as (
  select account_id, count(*) as open_deals from $deals
  where opened_on <= date '2026-06-30' and (closed_on is null or closed_on > date '2026-06-30') group by account_id
),
staffed as (
  select account_id, count(*) as people from $contacts
  where joined_on <= date '2026-06-30' and (left_on is null or left_on > date '2026-06-30') group by account_id
),
asked as (
  select
    account_id,
    count(*) filter (where score >= 9 and answered_on >= date '2025-07-01') as promoters,
    count(*) filter (where score <= 6 and answered_on >= date '2025-07-01') as detractors
  from $nps where answered_on <= date '2026-06-30' group by account_id
),
helped as (
  select account_id, count(*) as urgent_tickets from $tickets
  where opened_on between date '2026-04-02' and date '2026-06-30' and priority in ('high', 'urgent') group by account_id
),
joined as (
  select
    a.account_id as _key, a.signed_up, a.name, a.industry, a.region, a.employees, a.cloud, a.use_case, a.adoption_style,
    a.channel, a.crm_churned as says_churned, u.* exclude (customer),
    coalesce(s.seats, 0) as seats, coalesce(s.add_ons, 0) as add_ons,
    coalesce(i.overdue_invoices, 0) as overdue_invoices, coalesce(o.open_deals, 0) as open_deals, coalesce(p.people, 0) as people,
    q.promoters, q.detractors, coalesce(h.urgent_tickets, 0) as urgent_tickets,
    coalesce(s.mrr_a_year_ago, 0) as mrr_a_year_ago, coalesce(s.mrr, 0) as mrr, coalesce(s.mrr, 0) * 12 as arr,
    coalesce(s.mrr_a_quarter_ago, 0) as mrr_a_quarter_ago, coalesce(s.mrr, 0) - coalesce(s.mrr_a_quarter_ago, 0) as mrr_change,
    coalesce(s.live_subscriptions, 0) as live_subscriptions, s.first_paid_on,
    date_diff('day', u.last_used, date '2026-06-30') as days_since_use,
    date_diff('day', a.signed_up, date '2026-06-30') as tenure_days
  from $accounts as a
    left join usage_of as u on u.customer = a.account_id
    left join subscribed as s using (account_id) left join invoiced as i using (account_id)
    left join offered as o using (account_id) left join staffed as p using (account_id)
    left join asked as q using (account_id) left join helped as h using (account_id)
),
parts as (
  select *,
    active_days >= 20 and features_used >= 5 as power_by_days, active_days >= 20 and features_used >= 11 as power_by_breadth,
    actions_before >= 60 and actions * 3 <= actions_before * 2 as declining,
    if(active_days > 20, 20, active_days) * 50000 as rhythm, if(features_used > 10, 10, features_used) * 100000 as breadth,
    case when promoters > detractors then 1000000 when promoters = detractors then 500000 when promoters < detractors then 0 end
      as voice,
    50000 * greatest(0, 20 - 10 * overdue_invoices - 4 * urgent_tickets) as quiet,
    case when tenure_days < 365 then date_diff('day', signed_up, first_used) end as days_to_first_use
  from joined
),
weighed as (
  select *,
    40 * coalesce(rhythm, 0) + 20 * coalesce(breadth, 0) + 20 * coalesce(voice, 0) + 20 * quiet as given,
    if(rhythm is null, 0, 40) + if(breadth is null, 0, 20) + if(voice is null, 0, 20) + 20 as weight
  from parts
),
scored as (
  select *, case when weight >= 60 then cast(floor((given + weight * 5000) / (weight * 10000)) as bigint) end as health from weighed
)
select
  * exclude (given, weight, rhythm, breadth, voice, quiet, days_to_first_use, health),
  rhythm / 1000000 as health__rhythm, breadth / 1000000 as health__breadth, voice / 1000000 as health__voice,
  quiet / 1000000 as health__quiet, days_to_first_use, health, health < 40 and tenure_days > 90 as at_risk,
  health >= 70 and active_people * 5 >= people * 4 and coalesce(detractors, 0) = 0 as ready_to_expand,
  case when live_subscriptions > 0 then 'customer' when first_paid_on is not null then 'former' else 'prospect' end as _status,
  mrr as _money
from scored;

create table contact_attributes as
with seen as (
  select contact_id, count(distinct used_on) filter (where used_on >= date '2026-06-01') as days_seen
  from $usage where used_on <= date '2026-06-30' group by contact_id
),
asked as (
  select
    contact_id, count(*) filter (where answered_on >= date '2025-07-01') as answers,
    min(score) filter (where answered_on >= date '2025-07-01') as lowest_answer
  from $nps where answered_on <= date '2026-06-30' group by contact_id
)
select
  c.contact_id as _key, c.account_id as _parent, c.name as name, c.email, c.role, c.joined_on, c.left_on, c.newsletter, s.days_seen, q.answers,
  q.lowest_answer, a.active_days as account__active_days, a.at_risk as account__at_risk,
  case when a.active_days is not null then coalesce(s.days_seen, 0) end as active_days,
  case
    when joined_on <= date '2026-06-30' and (left_on is null or left_on > date '2026-06-30') then 'customer'
    when left_on <= date '2026-06-30' then 'former'
    else 'prospect'
  end as _status,
  cast(null as decimal(38, 6)) as _money
from $contacts as c
  left join seen as s using (contact_id) left join asked as q using (contact_id)
  left join account_attributes as a on a._key = c.account_id;

