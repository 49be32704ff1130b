-- What is kept of one placed segmentation: $segmentation is its name, $number that of its snapshot, and $segments lists
-- its rules' segments in order.
insert into snapshots values ($number, '$segmentation');

insert into assignments
select $number, date '2026-06-30', customer, segment, null, margin, reason from placed_$segmentation;

create temp table counted_$segmentation as
select
  segment, count(*) as customers, count(*) filter (status = 'customer') as active,
  sum(money) filter (status = 'customer') as money,
  count(*) filter (status = 'customer' and margin < 0.02) as boundary,
  [count(*) filter (a), count(*) filter (b), count(*) filter (c), count(*) filter (d), count(*) filter (e)] as is_true,
  [
    count(*) filter (a is null), count(*) filter (b is null), count(*) filter (c is null),
    count(*) filter (d is null), count(*) filter (e is null)
  ] as is_unknown
from placed_$segmentation group by segment;

insert into segment_counts
select '$segmentation', segment, customers, active, money, boundary from counted_$segmentation;

insert into rule_counts
select
  '$segmentation', rule - 1, $segments[rule], sum(is_true[rule]), sum(customers - is_true[rule] - is_unknown[rule]),
  sum(is_unknown[rule]), coalesce(sum(is_true[rule]) filter (segment = $segments[rule]), 0)
from counted_$segmentation, range(1, len($segments) + 1) as rules(rule) group by rule;

insert into rule_overlaps
select '$segmentation', rule - 1, $segments[rule], segment, is_true[rule]
from counted_$segmentation, range(1, len($segments) + 1) as rules(rule)
where is_true[rule] > 0 and segment <> $segments[rule];
