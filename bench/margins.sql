-- What margins and reasons are told by, on both hand-written sides.
-- Where a customer stands to a cut: how far it is to the other side, where that side leads elsewhere; else 1.
create temp macro across(is_left, if_left, if_right, here, below, upto, left_of, known) as
  case
    when is_left and if_right <> here then (left_of - below) / cast(known as double)
    when not is_left and if_left <> here then (upto - left_of) / cast(known as double)
    else 1e0
  end;
create temp macro first_of(a, b, c, d, e) as
  case when a then 1 when b then 2 when c then 3 when d then 4 when e then 5 else 0 end;
create temp macro reason_of(a, b, c, d, e) as
  case
    when a then 'matched'
    when b then if(a is null, 'matched_after_unknown', 'matched')
    when c then if(a is null or b is null, 'matched_after_unknown', 'matched')
    when d then if(a is null or b is null or c is null, 'matched_after_unknown', 'matched')
    when e then if(a is null or b is null or c is null or d is null, 'matched_after_unknown', 'matched')
    when a is null or b is null or c is null or d is null or e is null then 'lacks_data'
    else 'no_match'
  end;
