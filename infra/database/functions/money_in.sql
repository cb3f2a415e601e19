-- Money in spans that follow each other: span n is from bounds[n] to before bounds[n + 1]. Sums of money_facts by kind; where the last
-- day of each span by the clocks of who asks is given, also changes of what is owed (`open`) and overdue (`late`) at its end, those before
-- the first span in the first, and what is added at the end of one span alone (`open_near`, `late_near`).
-- A day of UTC that was counted and lies in one span is read as its sum, else its half hours, else the rows: in every zone the figures are the same.
create or replace function rekindle.money_in(bounds timestamptz[], lasts date[])
returns table (span int, currency text, kind text, entries bigint, amount numeric)
language plpgsql stable security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
#variable_conflict use_column
declare
  spans constant int := cardinality(bounds) - 1;
  owes constant boolean := lasts is not null;
  begins constant timestamptz := date_trunc('day', bounds[1], 'UTC');
  reach constant timestamptz := bounds[cardinality(bounds)] + case when owes then interval '3 days' else interval '0' end;
  is_counted constant boolean := rekindle.money_counted();
  days date[];
  dues date[];
begin
  if is_counted then
    select coalesce(array_agg(s.day) filter (where s.day is not null), '{}'),
           coalesce(array_agg(s.due_on) filter (where s.due_on is not null), '{}') into days, dues from rekindle.money_stale() s;
  end if;
  return query
  with days_counted as materialized (
    select d.since, width_bucket(d.since, bounds) as span, width_bucket(d.since + interval '1 day' - interval '1 microsecond', bounds) as last
      from generate_series(begins, reach, interval '1 day') d(since)
     where is_counted and not (d.since at time zone 'UTC')::date = any (days)),
  halves as materialized (
    select h.since, width_bucket(h.since, bounds) as span, width_bucket(h.since + interval '30 minutes' - interval '1 microsecond', bounds) as last
      from days_counted d cross join generate_series(0, 47) n cross join lateral (select d.since + n * interval '30 minutes' as since) h
     where d.span <> d.last),
  pieces as materialized (
    select 1440 as minutes, d.since, d.span from days_counted d where d.span = d.last
    union all
    select 30, h.since, h.span from halves h where h.span = h.last),
  ranges as materialized (
    select h.since, h.since + interval '30 minutes' as until from halves h where h.span <> h.last
    union all
    select b.since, b.since + interval '1 day'
      from unnest(days) d(day) cross join lateral (select d.day::timestamp at time zone 'UTC' as since) b
     where b.since < reach and (owes or b.since >= begins)),
  facts as (
    select p.span, m.currency, m.kind, m.due_on, m.entries, m.amount
      from pieces p join rekindle.money_sums m on m.minutes = p.minutes and m.since = p.since
    union all
    select 0, m.currency, m.kind, m.due_on, m.entries, m.amount
      from rekindle.money_sums m
     where is_counted and owes and m.minutes = 1440 and m.since < begins and m.kind in ('open', 'late')
       and not (m.since at time zone 'UTC')::date = any (days)
    union all
    select width_bucket(f.at, bounds), f.currency, f.kind, f.due_on, count(*), sum(f.amount)
      from (
        select * from rekindle.money_facts_among(array(select r.since from ranges r), array(select r.until from ranges r)) where is_counted
        union all
        select * from rekindle.money_facts(case when owes then '-infinity' else bounds[1] end, reach) where not is_counted) f
     group by 1, 2, 3, 4
    union all
    select width_bucket(d.due_on - (d.kind = 'open')::int, lasts) + 1, d.currency, d.kind, 'infinity', 0, d.amount
      from (
        select s.due_on, s.currency, s.kind, s.amount from rekindle.due_sums s
         where is_counted and owes and s.due_on <= lasts[spans] and not s.due_on = any (dues)
        union all
        select f.due_on, f.currency, f.kind, f.amount
          from (select u.due_on as first, u.due_on as last from unnest(dues) u(due_on) where owes and u.due_on <= lasts[spans]
                union all
                select '-infinity', lasts[spans] where owes and not is_counted) r
         cross join lateral rekindle.due_facts(r.first, r.last) f) d)
  select f.span, f.currency, f.kind, sum(f.entries)::bigint, sum(f.amount)
    from facts f where f.kind not in ('open', 'late', 'open_near', 'late_near') and f.span between 1 and spans group by 1, 2, 3
  union all
  select greatest(f.span, 1), f.currency, f.kind, 0, sum(f.amount)
    from facts f where owes and f.kind in ('open', 'late') and f.span <= spans group by 1, 2, 3
  union all
  select n.span, f.currency, f.kind, 0, sum(f.amount)   -- due by the end of the span, and closed after it
    from facts f
   cross join lateral generate_series(width_bucket(f.due_on - (f.kind = 'open_near')::int, lasts) + 1, least(f.span - 1, spans)) n(span)
   where owes and f.kind in ('open_near', 'late_near') group by 1, 2, 3;
end
$$;
revoke execute on function rekindle.money_in from public;
