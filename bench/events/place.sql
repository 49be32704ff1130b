-- The segments of examples/saas by hand, in one pass over the facts of each entity. What RFM learns comes first: the
-- quantiles of customers, and as in R's package rfm an edge is one above its quantile.
create temp table cuts as
select
  list_transform(quantile_cont(days_since_use, [0.2, 0.4, 0.6, 0.8]), lambda x: x + 1) as r,
  list_transform(quantile_cont(active_days, [0.2, 0.4, 0.6, 0.8]), lambda x: x + 1) as f,
  list_transform(quantile_cont(cast(mrr as double), [0.2, 0.4, 0.6, 0.8]), lambda x: cast(x + 1 as decimal(30, 6))) as m
from facts_account where _status = 'customer';

create table segments_account as
select
  _key as customer,
  case
    when adoption_style in ('Innovator', 'Early adopter') then 'ahead'
    when adoption_style = 'Pragmatist' then 'with_the_rest'
    when adoption_style in ('Conservative', 'Sceptic') then 'behind'
    else 'unknown'
  end as adoption,
  case
    when employees >= 500 and arr >= 50000 then 'enterprise'
    when employees >= 20 and employees < 500 and arr >= 5000 and arr < 50000 then 'smb'
    when employees < 20 and arr > 0 and arr < 5000 then 'individual'
    else 'none_of_these'
  end as contract_model,
  case
    when health >= 80 then 'champion' when health >= 60 then 'healthy' when health >= 40 then 'neutral'
    when health >= 20 then 'at_risk' when health >= 0 then 'critical' else 'unknown'
  end as segment_health,
  case
    when industry = 'Healthcare' then 'healthcare' when industry = 'Finance' then 'finance'
    when industry = 'Manufacturing' then 'manufacturing' when industry = 'Technology' then 'technology'
    when industry = 'Professional Services' then 'services' when industry in ('Retail', 'Education') then 'public_and_retail'
    else 'unknown'
  end as segment_industry,
  case
    when tenure_days >= 365 then 'mature' when tenure_days >= 90 then 'established' when tenure_days >= 30 then 'adopting'
    when tenure_days >= 0 then 'onboarding' else 'not_yet'
  end as lifecycle,
  case region when 'North' then 'north' when 'South' then 'south' when 'East' then 'east' when 'West' then 'west' else 'unknown' end
    as segment_region,
  case when days_since_use < r[1] then 5 when days_since_use < r[2] then 4 when days_since_use < r[3] then 3 when days_since_use < r[4] then 2
    when days_since_use is not null then 1 end as recency,
  case when active_days >= f[4] then 5 when active_days >= f[3] then 4 when active_days >= f[2] then 3 when active_days >= f[1] then 2
    when active_days is not null then 1 end as frequency,
  case when mrr >= m[4] then 5 when mrr >= m[3] then 4 when mrr >= m[2] then 3 when mrr >= m[1] then 2 when mrr is not null then 1 end as money,
  case
    when recency = 5 and frequency = 5 and money = 5 then 'champions'
    when recency >= 4 and frequency >= 4 and money >= 4 then 'loyal'
    when recency >= 4 then 'promising'
    when recency <= 3 and (recency = 3 or money >= 3 or frequency >= 3) then 'at_risk'
    when recency <= 2 and frequency <= 2 and money <= 2 then 'dormant'
    else 'not_scored'
  end as rfm,
  case when employees >= 500 then 'large' when employees >= 20 then 'middle' when employees >= 0 then 'small' else 'unknown' end as size,
  case
    when industry = 'Technology' and employees between 10 and 50 and mrr_a_year_ago > 0 and mrr >= 2 * mrr_a_year_ago
      then 'growing_startup'
    when industry = 'Technology' and employees between 10 and 50 then 'startup'
    when industry <> 'Technology' or employees < 10 or employees > 50 then 'another'
    else 'unknown'
  end as firm,
  case
    when coalesce(days_to_first_use < 30, false)::int + coalesce(active_days >= 16, false)::int
      + coalesce(mrr_change > 0 or add_ons >= 1, false)::int >= 2 then 'eager'
    when active_days >= 0 then 'calm'
    else 'untracked'
  end as behaviour,
  case
    when use_case = 'Automation' then 'scale' when use_case in ('Reporting', 'Scheduling') then 'control'
    when use_case = 'Compliance' then 'comply' else 'unknown'
  end as need,
  case
    when firm = 'growing_startup' and behaviour = 'eager' and adoption = 'ahead' and need = 'scale' then 'fast_growing'
    when (firm in ('growing_startup', 'startup'))::int + (behaviour = 'eager')::int + (adoption = 'ahead')::int
      + (need = 'scale')::int >= 3 then 'likely'
    when behaviour = 'eager' and (adoption = 'ahead' or need = 'scale') then 'like_minded'
    else 'others'
  end as startups,
  case
    when tenure_days < 30 then 'new'
    when power_by_days then 'power'
    when coalesce(active_days >= 8, false)::int + coalesce(features_used >= 4, false)::int
      + coalesce(active_people >= 3, false)::int >= 2 then 'active'
    when active_days >= 1 then 'light'
    when active_days = 0 then 'dormant'
    else 'untracked'
  end as usage,
  case
    when arr >= 50000 then 'enterprise' when arr >= 10000 then 'mid_market' when arr >= 1000 then 'smb' when arr >= 1 then 'self_serve'
    else 'no_revenue'
  end as value,
  case
    when value in ('mid_market', 'enterprise') and coalesce(at_risk, false)::int + coalesce(declining, false)::int
      + (usage = 'dormant')::int + (overdue_invoices >= 1)::int + (mrr_change < 0)::int >= 2 then 'rescue'
    when ready_to_expand and value <> 'enterprise' and lifecycle <> 'onboarding' then 'grow'
    when segment_health = 'champion' and promoters >= 1 then 'advocate'
    when lifecycle in ('onboarding', 'adopting') then 'start_well'
    when usage = 'dormant' and value <> 'no_revenue' then 'win_back'
    else 'steady'
  end as focus
from facts_account, cuts;

create table segments_contact as
select
  c._key as customer,
  case
    when c.active_days >= 15 then 'daily' when c.active_days >= 4 then 'weekly' when c.active_days >= 1 then 'occasional'
    when c.active_days = 0 then 'silent' else 'untracked'
  end as engagement,
  case c.role
    when 'Executive' then 'executive' when 'IT Manager' then 'it' when 'Operations Manager' then 'operations'
    when 'End User' then 'user' else 'unknown'
  end as segment_role,
  case
    when lowest_answer <= 6 then 'critic'
    when c.role in ('Executive', 'IT Manager') and account__at_risk then 'worried_decider'
    when c.role in ('Executive', 'IT Manager') and value in ('mid_market', 'enterprise') then 'key_decider'
    when engagement = 'daily' and (answers = 0 or answers is null or lowest_answer >= 9) then 'champion'
    else 'everyone_else'
  end as stakeholders
from facts_contact as c left join segments_account as a on a.customer = c._parent;

create table assignments (
  run_id varchar not null, as_of date not null, segmentation varchar not null, customer varchar not null, segment varchar not null
);
begin transaction;
