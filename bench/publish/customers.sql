-- A table of $rows customers, 14 columns; the same for everybody, since every value comes from a hash of the row number.
copy (
  select
    'C' || lpad(cast(i as varchar), 8, '0') as customer_id,
    date '2026-06-30' - cast(d1 * d1 * 2500 as integer) as signed_up,
    case when d2 < 0.18 then date '2026-06-30' - cast(d1 * d1 * 2500 * d3 as integer) end as left_on,
    case when d4 < 0.85 then date '2026-06-30' - cast(-20 * ln(1 - d5 * 0.9999) as integer) end as last_seen,
    case when d6 < 0.97 then
      ['US', 'US', 'US', 'DE', 'FR', 'GB', 'JP', 'IN', 'BR', 'CA', 'AU', 'NL', 'SE', 'SG', 'MX', 'ZA'][1 + cast(floor(d7 * 16) as integer)]
    end as country,
    ['free', 'starter', 'starter', 'business', 'business', 'enterprise'][1 + cast(floor(d8 * d8 * 6) as integer)] as plan,
    d9 < 0.05 as is_partner,
    case when d10 < 0.92 then cast(exp(1 + d11 * 7) as integer) end as employees,
    cast(1 + exp(d12 * d11 * 7) as integer) as seats,
    cast(case when d13 < 0.1 then 0 else exp(2 + d11 * d13 * 8) end as decimal(12, 2)) as mrr,
    case when d4 < 0.85 then greatest(0, cast(-2 + d5 * d12 * 40 as integer)) end as logins_30d,
    case when d4 < 0.85 then cast(d5 * 12 as integer) end as features_used,
    case when d14 < 0.9 then cast((d5 + d12) * 50 as integer) end as health,
    case when d15 < 0.35 then cast(floor(11 * sqrt(d12)) as integer) end as nps
  from (
    select i,
      d1: (hash(i * 16 + 1) >> 11) / 9007199254740992e0, d2: (hash(i * 16 + 2) >> 11) / 9007199254740992e0,
      d3: (hash(i * 16 + 3) >> 11) / 9007199254740992e0, d4: (hash(i * 16 + 4) >> 11) / 9007199254740992e0,
      d5: (hash(i * 16 + 5) >> 11) / 9007199254740992e0, d6: (hash(i * 16 + 6) >> 11) / 9007199254740992e0,
      d7: (hash(i * 16 + 7) >> 11) / 9007199254740992e0, d8: (hash(i * 16 + 8) >> 11) / 9007199254740992e0,
      d9: (hash(i * 16 + 9) >> 11) / 9007199254740992e0, d10: (hash(i * 16 + 10) >> 11) / 9007199254740992e0,
      d11: (hash(i * 16 + 11) >> 11) / 9007199254740992e0, d12: (hash(i * 16 + 12) >> 11) / 9007199254740992e0,
      d13: (hash(i * 16 + 13) >> 11) / 9007199254740992e0, d14: (hash(i * 16 + 14) >> 11) / 9007199254740992e0,
      d15: (hash(i * 16 + 15) >> 11) / 9007199254740992e0
    from range($rows) as t(i)
  )
) to $path (format parquet)
