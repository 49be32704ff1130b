-- How many values lie left of each cut: one row each of accounts and of contacts. `r(i)`, `f(i)` and `m(i)` are the edges
-- that RFM learned.
create temp view account_numbers as
select
  count(arr) as arr, count(*) filter (where arr <= 0) as arr_after_0, count(*) filter (where arr < 5000) as arr_5000,
  count(*) filter (where arr < 50000) as arr_50000,
  [
    count(*) filter (where arr < 1), count(*) filter (where arr < 1000), count(*) filter (where arr < 10000),
    count(*) filter (where arr < 50000)
  ] as value,
  count(employees) as employees, count(*) filter (where employees < 10) as employees_10,
  count(*) filter (where employees < 20) as employees_20, count(*) filter (where employees <= 50) as employees_after_50,
  count(*) filter (where employees < 500) as employees_500,
  [count(*) filter (where employees < 0), count(*) filter (where employees < 20), count(*) filter (where employees < 500)] as size,
  count(tenure_days) as tenure, count(*) filter (where tenure_days < 30) as tenure_30,
  [
    count(*) filter (where tenure_days < 0), count(*) filter (where tenure_days < 30), count(*) filter (where tenure_days < 90),
    count(*) filter (where tenure_days < 365)
  ] as lifecycle,
  count(health) as healths,
  [
    count(*) filter (where health < 0), count(*) filter (where health < 20), count(*) filter (where health < 40),
    count(*) filter (where health < 60), count(*) filter (where health < 80)
  ] as health,
  count(active_days) as days, count(*) filter (where active_days < 0) as days_0,
  count(*) filter (where active_days < 1) as days_1, count(*) filter (where active_days < 8) as days_8,
  count(*) filter (where active_days < 16) as days_16, count(features_used) as features,
  count(*) filter (where features_used < 4) as features_4, count(active_people) as people,
  count(*) filter (where active_people < 3) as people_3, count(days_to_first_use) as begun,
  count(*) filter (where days_to_first_use < 30) as begun_30, count(mrr_change) as change,
  count(*) filter (where mrr_change < 0) as change_0, count(*) filter (where mrr_change <= 0) as change_after_0,
  count(add_ons) as add_ons, count(*) filter (where add_ons < 1) as add_ons_1, count(mrr_a_year_ago) as year_ago,
  count(*) filter (where mrr_a_year_ago <= 0) as year_ago_after_0, count(overdue_invoices) as overdue,
  count(*) filter (where overdue_invoices < 1) as overdue_1, count(promoters) as promoters,
  count(*) filter (where promoters < 1) as promoters_1, count(days_since_use) as since, count(mrr) as mrr,
  [
    count(*) filter (where days_since_use < r(1)), count(*) filter (where days_since_use < r(2)),
    count(*) filter (where days_since_use < r(3))
  ] as r,
  [
    0, count(*) filter (where active_days < f(2)), count(*) filter (where active_days < f(3)),
    count(*) filter (where active_days < f(4))
  ] as f,
  [0, count(*) filter (where mrr < m(2)), count(*) filter (where mrr < m(3)), count(*) filter (where mrr < m(4))] as m
from facts_account;

create temp view contact_numbers as
select
  count(active_days) as days,
  [
    count(*) filter (where active_days < 0), count(*) filter (where active_days < 1), count(*) filter (where active_days < 4),
    count(*) filter (where active_days < 15)
  ] as engagement,
  count(lowest_answer) as lowest, count(*) filter (where lowest_answer <= 6) as lowest_after_6,
  count(*) filter (where lowest_answer < 9) as lowest_9, count(answers) as answers,
  count(*) filter (where answers <= 0) as answers_after_0
from facts_contact;
