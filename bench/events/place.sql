-- The assignments of examples/saas by hand, on both engines: a view for each segmentation says segment, score, margin and reason.
-- `n()` and `contacts()` are the rows of numbers.sql; each engine has its own words for them and for `in_band`.
create temp macro yes(x) as coalesce(x, false)::int;
create temp macro maybe(x) as coalesce(x, true)::int;
create temp macro enough(k, surely, perhaps) as case when surely >= k then true when perhaps < k then false end;
create temp macro two_of(a, b, c) as enough(2, yes(a) + yes(b) + yes(c), maybe(a) + maybe(b) + maybe(c));
-- The same where all rules ask for one value, which is then known or not for all of them.
create temp macro reason_by(value, here) as
  case when value is null then 'lacks_data' when here = 0 then 'no_match' else 'matched' end;
create temp macro rfm_of(r, f, m) as
  case
    when r = 5 and f = 5 and m = 5 then 1
    when r >= 4 and f >= 4 and m >= 4 then 2
    when r >= 4 then 3
    when r = 3 or r <= 2 and (f >= 3 or m >= 3) then 4
    when r <= 2 then 5
    else 0
  end;
-- What several segmentations ask for: the bands and groups a customer is in, by number from 1, 0 the fallback.
create temp view grouped_account as
select *,
  case when arr >= 50000 then 4 when arr >= 10000 then 3 when arr >= 1000 then 2 when arr >= 1 then 1 else 0 end as value_at,
  case when employees >= 500 then 3 when employees >= 20 then 2 when employees >= 0 then 1 else 0 end as size_at,
  case when tenure_days >= 365 then 4 when tenure_days >= 90 then 3 when tenure_days >= 30 then 2 when tenure_days >= 0 then 1 else 0 end
    as lifecycle_at,
  case when health >= 80 then 5 when health >= 60 then 4 when health >= 40 then 3 when health >= 20 then 2 when health >= 0 then 1 else 0 end
    as health_at,
  case
    when adoption_style in ('Innovator', 'Early adopter') then 1 when adoption_style = 'Pragmatist' then 2
    when adoption_style in ('Conservative', 'Sceptic') then 3 else 0
  end as adoption_at,
  case industry
    when 'Healthcare' then 1 when 'Finance' then 2 when 'Manufacturing' then 3 when 'Technology' then 4
    when 'Professional Services' then 5 when 'Retail' then 6 when 'Education' then 6 else 0
  end as industry_at,
  case region when 'North' then 1 when 'South' then 2 when 'East' then 3 when 'West' then 4 else 0 end as region_at,
  case use_case when 'Automation' then 1 when 'Reporting' then 2 when 'Scheduling' then 2 when 'Compliance' then 3 else 0 end as need_at,
  industry = 'Technology' as is_tech, mrr >= 2 * mrr_a_year_ago as doubled,
  mrr_change > 0 or add_ons >= 1 as buys_more
from facts_account;

create temp view ruled_account as
select *,
  first_of(contract_a, contract_b, contract_c, false, false) as contract_at,
  reason_of(contract_a, contract_b, contract_c, false, false) as contract_reason,
  first_of(firm_a, firm_b, firm_c, false, false) as firm_at,
  reason_of(firm_a, firm_b, firm_c, false, false) as firm_reason,
  first_of(behaviour_a, active_days >= 0, false, false, false) as behaviour_at,
  reason_of(behaviour_a, active_days >= 0, false, false, false) as behaviour_reason,
  first_of(usage_a, power_by_days, usage_c, active_days >= 1, active_days = 0) as usage_at,
  reason_of(usage_a, power_by_days, usage_c, active_days >= 1, active_days = 0) as usage_reason
from (
  select *,
    employees >= 500 and arr >= 50000 as contract_a,
    employees >= 20 and employees < 500 and arr >= 5000 and arr < 50000 as contract_b,
    employees < 20 and arr > 0 and arr < 5000 as contract_c,
    is_tech and employees between 10 and 50 and mrr_a_year_ago > 0 and doubled as firm_a,
    is_tech and employees between 10 and 50 as firm_b,
    not is_tech or employees < 10 or employees > 50 as firm_c,
    two_of(days_to_first_use < 30, active_days >= 16, buys_more) as behaviour_a,
    tenure_days < 30 as usage_a,
    two_of(active_days >= 8, features_used >= 4, active_people >= 3) as usage_c
  from grouped_account
);

create temp view placed_adoption as
select
  _key as customer,
  case adoption_at when 1 then 'ahead' when 2 then 'with_the_rest' when 3 then 'behind' else 'unknown' end as segment,
  null as score,
  if(adoption_style is null, null, 1e0) as margin,
  reason_by(adoption_style, adoption_at) as reason
from grouped_account;

create temp view placed_health as
select
  _key as customer,
  case health_at when 1 then 'critical' when 2 then 'at_risk' when 3 then 'neutral' when 4 then 'healthy' when 5 then 'champion' else 'unknown' end
    as segment,
  null as score,
  in_band(health_at, health_below, health_upto, n().health, n().healths) as margin,
  reason_by(health, health_at) as reason
from grouped_account;

create temp view placed_industry as
select
  _key as customer,
  case industry_at
    when 1 then 'healthcare' when 2 then 'finance' when 3 then 'manufacturing' when 4 then 'technology' when 5 then 'services'
    when 6 then 'public_and_retail' else 'unknown'
  end as segment,
  null as score,
  if(industry is null, null, 1e0) as margin,
  reason_by(industry, industry_at) as reason
from grouped_account;

create temp view placed_lifecycle as
select
  _key as customer,
  case lifecycle_at when 1 then 'onboarding' when 2 then 'adopting' when 3 then 'established' when 4 then 'mature' else 'not_yet' end as segment,
  null as score,
  in_band(lifecycle_at, tenure_days_below, tenure_days_upto, n().lifecycle, n().tenure) as margin,
  reason_by(tenure_days, lifecycle_at) as reason
from grouped_account;

create temp view placed_need as
select
  _key as customer,
  case need_at when 1 then 'scale' when 2 then 'control' when 3 then 'comply' else 'unknown' end as segment,
  null as score,
  if(use_case is null, null, 1e0) as margin,
  reason_by(use_case, need_at) as reason
from grouped_account;

create temp view placed_region as
select
  _key as customer,
  case region_at when 1 then 'north' when 2 then 'south' when 3 then 'east' when 4 then 'west' else 'unknown' end as segment,
  null as score,
  if(region is null, null, 1e0) as margin,
  reason_by(region, region_at) as reason
from grouped_account;

create temp view placed_size as
select
  _key as customer,
  case size_at when 1 then 'small' when 2 then 'middle' when 3 then 'large' else 'unknown' end as segment,
  null as score,
  in_band(size_at, employees_below, employees_upto, n().size, n().employees) as margin,
  reason_by(employees, size_at) as reason
from grouped_account;

create temp view placed_value as
select
  _key as customer,
  case value_at when 1 then 'self_serve' when 2 then 'smb' when 3 then 'mid_market' when 4 then 'enterprise' else 'no_revenue' end as segment,
  null as score,
  in_band(value_at, arr_below, arr_upto, n().value, n().arr) as margin,
  reason_by(arr, value_at) as reason
from grouped_account;

create temp view placed_contract_model as
select
  _key as customer,
  case contract_at when 1 then 'enterprise' when 2 then 'smb' when 3 then 'individual' else 'none_of_these' end as segment,
  null as score,
  case when contract_reason <> 'lacks_data' then least(
    1e0,
    across(employees < 20, if(arr > 0 and arr < 5000, 3, 0), if(arr >= 5000 and arr < 50000, 2, 0), contract_at, employees_below, employees_upto, n().employees_20, n().employees),
    across(employees < 500, if(arr >= 5000 and arr < 50000, 2, 0), if(arr >= 50000, 1, 0), contract_at, employees_below, employees_upto, n().employees_500, n().employees),
    across(arr <= 0, 0, if(employees < 20, 3, 0), contract_at, arr_below, arr_upto, n().arr_after_0, n().arr),
    across(arr < 5000, if(employees < 20, 3, 0), if(employees >= 20 and employees < 500, 2, 0), contract_at, arr_below, arr_upto, n().arr_5000, n().arr),
    across(arr < 50000, if(employees >= 20 and employees < 500, 2, 0), if(employees >= 500, 1, 0), contract_at, arr_below, arr_upto, n().arr_50000, n().arr)
  ) end as margin,
  contract_reason as reason
from ruled_account;

create temp view placed_firm as
select
  _key as customer,
  case firm_at when 1 then 'growing_startup' when 2 then 'startup' when 3 then 'another' else 'unknown' end as segment,
  null as score,
  case when firm_reason <> 'lacks_data' then least(
    1e0,
    across(employees < 10, 3, first_of(is_tech and mrr_a_year_ago > 0 and doubled, is_tech, not is_tech, false, false), firm_at, employees_below, employees_upto, n().employees_10, n().employees),
    across(employees <= 50, first_of(is_tech and mrr_a_year_ago > 0 and doubled, is_tech, not is_tech, false, false), 3, firm_at, employees_below, employees_upto, n().employees_after_50, n().employees),
    across(mrr_a_year_ago <= 0, first_of(false, firm_b, firm_c, false, false), first_of(firm_b and doubled, firm_b, firm_c, false, false), firm_at, mrr_a_year_ago_below, mrr_a_year_ago_upto, n().year_ago_after_0, n().year_ago)
  ) end as margin,
  firm_reason as reason
from ruled_account;

create temp view placed_behaviour as
select
  _key as customer,
  case behaviour_at when 1 then 'eager' when 2 then 'calm' else 'untracked' end as segment,
  null as score,
  case when behaviour_reason <> 'lacks_data' then least(
    1e0,
    across(days_to_first_use < 30, if(active_days >= 16 or buys_more, 1, 2), if(active_days >= 16 and buys_more, 1, 2), behaviour_at, days_to_first_use_below, days_to_first_use_upto, n().begun_30, n().begun),
    across(active_days < 0, if(days_to_first_use < 30 and buys_more, 1, 0), if(days_to_first_use < 30 and buys_more, 1, 2), behaviour_at, active_days_below, active_days_upto, n().days_0, n().days),
    across(active_days < 16, if(days_to_first_use < 30 and buys_more, 1, 2), if(days_to_first_use < 30 or buys_more, 1, 2), behaviour_at, active_days_below, active_days_upto, n().days_16, n().days),
    across(mrr_change <= 0, if(two_of(days_to_first_use < 30, active_days >= 16, add_ons >= 1), 1, 2), if(days_to_first_use < 30 or active_days >= 16, 1, 2), behaviour_at, mrr_change_below, mrr_change_upto, n().change_after_0, n().change),
    across(add_ons < 1, if(two_of(days_to_first_use < 30, active_days >= 16, mrr_change > 0), 1, 2), if(days_to_first_use < 30 or active_days >= 16, 1, 2), behaviour_at, add_ons_below, add_ons_upto, n().add_ons_1, n().add_ons)
  ) end as margin,
  behaviour_reason as reason
from ruled_account;

create temp view placed_usage as
select
  _key as customer,
  case usage_at when 1 then 'new' when 2 then 'power' when 3 then 'active' when 4 then 'light' when 5 then 'dormant' else 'untracked' end as segment,
  null as score,
  case when usage_reason <> 'lacks_data' then least(
    1e0,
    across(usage_a, 1, first_of(false, power_by_days, usage_c, active_days >= 1, active_days = 0), usage_at, tenure_days_below, tenure_days_upto, n().tenure_30, n().tenure),
    -- Days are whole and never below 0: what is left of 1 is 0.
    across(active_days < 1, first_of(usage_a, power_by_days, features_used >= 4 and active_people >= 3, false, true), first_of(usage_a, power_by_days, features_used >= 4 and active_people >= 3, true, false), usage_at, active_days_below, active_days_upto, n().days_1, n().days),
    across(active_days < 8, first_of(usage_a, power_by_days, features_used >= 4 and active_people >= 3, true, false), first_of(usage_a, power_by_days, features_used >= 4 or active_people >= 3, true, false), usage_at, active_days_below, active_days_upto, n().days_8, n().days),
    across(features_used < 4, first_of(usage_a, power_by_days, active_days >= 8 and active_people >= 3, active_days >= 1, active_days = 0), first_of(usage_a, power_by_days, active_days >= 8 or active_people >= 3, active_days >= 1, active_days = 0), usage_at, features_used_below, features_used_upto, n().features_4, n().features),
    across(active_people < 3, first_of(usage_a, power_by_days, active_days >= 8 and features_used >= 4, active_days >= 1, active_days = 0), first_of(usage_a, power_by_days, active_days >= 8 or features_used >= 4, active_days >= 1, active_days = 0), usage_at, active_people_below, active_people_upto, n().people_3, n().people)
  ) end as margin,
  usage_reason as reason
from ruled_account;

create temp view placed_rfm as
select
  _key as customer,
  case rfm_at when 1 then 'champions' when 2 then 'loyal' when 3 then 'promising' when 4 then 'at_risk' when 5 then 'dormant' else 'not_scored' end
    as segment,
  100e0 * r + 10 * f + m as score,
  case when rfm_at > 0 then least(
    1e0,
    across(r = 5, rfm_of(5, f, m), rfm_of(4, f, m), rfm_at, days_since_use_below, days_since_use_upto, n().r[1], n().since),
    across(r >= 4, rfm_of(4, f, m), rfm_of(3, f, m), rfm_at, days_since_use_below, days_since_use_upto, n().r[2], n().since),
    across(r >= 3, rfm_of(3, f, m), rfm_of(2, f, m), rfm_at, days_since_use_below, days_since_use_upto, n().r[3], n().since),
    across(f < 3, rfm_of(r, 2, m), rfm_of(r, 3, m), rfm_at, active_days_below, active_days_upto, n().f[2], n().days),
    across(f < 4, rfm_of(r, 3, m), rfm_of(r, 4, m), rfm_at, active_days_below, active_days_upto, n().f[3], n().days),
    across(f < 5, rfm_of(r, 4, m), rfm_of(r, 5, m), rfm_at, active_days_below, active_days_upto, n().f[4], n().days),
    across(m < 3, rfm_of(r, f, 2), rfm_of(r, f, 3), rfm_at, mrr_below, mrr_upto, n().m[2], n().mrr),
    across(m < 4, rfm_of(r, f, 3), rfm_of(r, f, 4), rfm_at, mrr_below, mrr_upto, n().m[3], n().mrr),
    across(m < 5, rfm_of(r, f, 4), rfm_of(r, f, 5), rfm_at, mrr_below, mrr_upto, n().m[4], n().mrr)
  ) end as margin,
  if(rfm_at > 0, 'matched', 'lacks_data') as reason
from (
  select *, rfm_of(r, f, m) as rfm_at
  from (
    select *,
      case when days_since_use < r(1) then 5 when days_since_use < r(2) then 4 when days_since_use < r(3) then 3
        when days_since_use < r(4) then 2 when days_since_use is not null then 1 end as r,
      case when active_days >= f(4) then 5 when active_days >= f(3) then 4 when active_days >= f(2) then 3 when active_days >= f(1) then 2
        when active_days is not null then 1 end as f,
      case when mrr >= m(4) then 5 when mrr >= m(3) then 4 when mrr >= m(2) then 3 when mrr >= m(1) then 2 when mrr is not null then 1 end
        as m
    from facts_account
  )
);

create temp view placed_startups as
select
  _key as customer,
  case startups_at when 1 then 'fast_growing' when 2 then 'likely' when 3 then 'like_minded' else 'others' end as segment,
  null as score,
  if(startups_reason = 'lacks_data', null, 1e0) as margin,
  startups_reason as reason
from (
  select *, first_of(a, b, c, false, false) as startups_at, reason_of(a, b, c, false, false) as startups_reason
  from (
    select *,
      doubled_firm and eager and ahead and scaling as a,
      enough(3, yes(startup) + yes(eager) + yes(ahead) + yes(scaling), maybe(startup) + maybe(eager) + maybe(ahead) + maybe(scaling))
        as b,
      eager and (ahead or scaling) as c
    from (
      -- A layer whose fallback holds the customer knows nothing of it.
      select *,
        if(firm_at > 0, firm_at = 1, null) as doubled_firm, if(firm_at > 0, firm_at <= 2, null) as startup,
        if(behaviour_at > 0, behaviour_at = 1, null) as eager, if(adoption_at > 0, adoption_at = 1, null) as ahead,
        if(need_at > 0, need_at = 1, null) as scaling
      from ruled_account
    )
  )
);

create temp view placed_focus as
select
  _key as customer,
  case focus_at when 1 then 'rescue' when 2 then 'grow' when 3 then 'advocate' when 4 then 'start_well' when 5 then 'win_back' else 'steady' end
    as segment,
  null as score,
  case when focus_reason <> 'lacks_data' then least(
    1e0,
    across(overdue_invoices < 1,
      first_of(large and enough(2, signs + yes(mrr_change < 0), signs_maybe + maybe(mrr_change < 0)), b, c, d, e),
      first_of(large and enough(1, signs + yes(mrr_change < 0), signs_maybe + maybe(mrr_change < 0)), b, c, d, e),
      focus_at, overdue_invoices_below, overdue_invoices_upto, n().overdue_1, n().overdue),
    across(mrr_change < 0,
      first_of(large and enough(1, signs + yes(overdue_invoices >= 1), signs_maybe + maybe(overdue_invoices >= 1)), b, c, d, e),
      first_of(large and enough(2, signs + yes(overdue_invoices >= 1), signs_maybe + maybe(overdue_invoices >= 1)), b, c, d, e),
      focus_at, mrr_change_below, mrr_change_upto, n().change_0, n().change),
    across(promoters < 1, first_of(a, b, false, d, e), first_of(a, b, champion, d, e), focus_at, promoters_below, promoters_upto, n().promoters_1, n().promoters)
  ) end as margin,
  focus_reason as reason
from (
  select *, first_of(a, b, c, d, e) as focus_at, reason_of(a, b, c, d, e) as focus_reason
  from (
    select *,
      large and enough(2, signs + yes(overdue_invoices >= 1) + yes(mrr_change < 0),
        signs_maybe + maybe(overdue_invoices >= 1) + maybe(mrr_change < 0)) as a,
      ready_to_expand and value_at <> 4 and lifecycle_at <> 1 as b,
      champion and promoters >= 1 as c,
      lifecycle_at in (1, 2) as d,
      usage_at = 5 and value_at <> 0 as e
    from (
      select *,
        value_at >= 3 as large, health_at = 5 as champion,
        yes(at_risk) + yes(declining) + yes(usage_at = 5) as signs,
        maybe(at_risk) + maybe(declining) + maybe(usage_at = 5) as signs_maybe
      from ruled_account
    )
  )
);

create temp view placed_engagement as
select
  _key as customer,
  case here when 1 then 'silent' when 2 then 'occasional' when 3 then 'weekly' when 4 then 'daily' else 'untracked' end as segment,
  null as score,
  -- Days are whole: the next after 0 is 1.
  in_band(here, active_days_below, active_days_upto, contacts().engagement, contacts().days) as margin,
  reason_by(active_days, here) as reason
from (
  select *,
    case when active_days >= 15 then 4 when active_days >= 4 then 3 when active_days >= 1 then 2 when active_days >= 0 then 1 else 0 end as here
  from facts_contact
);

create temp view placed_role as
select
  _key as customer,
  case here when 1 then 'executive' when 2 then 'it' when 3 then 'operations' when 4 then 'user' else 'unknown' end as segment,
  null as score,
  if(role is null, null, 1e0) as margin,
  reason_by(role, here) as reason
from (
  select *,
    case role when 'Executive' then 1 when 'IT Manager' then 2 when 'Operations Manager' then 3 when 'End User' then 4 else 0 end as here
  from facts_contact
);

create temp view placed_stakeholders as
select
  _key as customer,
  case here when 1 then 'critic' when 2 then 'worried_decider' when 3 then 'key_decider' when 4 then 'champion' else 'everyone_else' end
    as segment,
  null as score,
  case when stakeholders_reason <> 'lacks_data' then least(
    1e0,
    across(a, 1, first_of(false, b, c, daily and (answers = 0 or answers is null), false), here, lowest_answer_below, lowest_answer_upto, contacts().lowest_after_6, contacts().lowest),
    across(lowest_answer < 9, first_of(false, b, c, daily and (answers = 0 or answers is null), false), first_of(false, b, c, daily, false), here, lowest_answer_below, lowest_answer_upto, contacts().lowest_9, contacts().lowest),
    across(answers <= 0, first_of(a, b, c, daily, false), first_of(a, b, c, daily and lowest_answer >= 9, false), here, answers_below, answers_upto, contacts().answers_after_0, contacts().answers)
  ) end as margin,
  stakeholders_reason as reason
from (
  select *, first_of(a, b, c, d, false) as here, reason_of(a, b, c, d, false) as stakeholders_reason
  from (
    select *,
      lowest_answer <= 6 as a, decides and account__at_risk as b, decides and value_at >= 3 as c,
      daily and (answers = 0 or answers is null or lowest_answer >= 9) as d
    from (
      select p.*, p.role in ('Executive', 'IT Manager') as decides, coalesce(p.active_days >= 15, false) as daily, a.value_at
      from facts_contact as p left join grouped_account as a on a._key = p._parent
    )
  )
);
