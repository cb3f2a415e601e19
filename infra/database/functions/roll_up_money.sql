-- Counts money by days and half hours of UTC: all of it at first and after many changes, else the days and due dates of which rows have
-- changed. What is written meanwhile is noted, and left to the next run. Returns how many rows that made.
create or replace function rekindle.roll_up_money() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog set jit = off set work_mem = '64MB' as $$
declare
  is_whole boolean;
  seen bigint[];
  days date[];
  dues date[];
  written bigint;
begin
  if not rekindle.money_is_ours() then
    update rekindle.rollup set money_counted = false where money_counted;
    return 0;
  end if;
  select not rekindle.money_counted() into is_whole from rekindle.rollup r for no key update of r;
  select array_agg(c.id) into seen from rekindle.money_changes c;
  if not is_whole then
    select array_agg(s.day) filter (where s.day is not null), array_agg(s.due_on) filter (where s.due_on is not null)
      into days, dues from rekindle.money_stale() s;
  end if;
  delete from rekindle.money_changes c where c.id = any (seen);
  delete from rekindle.money_sums m where is_whole or (m.since at time zone 'UTC')::date = any (days);
  insert into rekindle.money_sums (minutes, since, currency, kind, due_on, entries, amount)
  select case when h.half is null then 1440 else 30 end, coalesce(h.half, h.day), h.currency, h.kind, h.due_on, h.entries, h.amount
    from (
      select date_trunc('day', f.at, 'UTC') as day, date_bin('30 minutes', f.at, timestamptz '2000-01-01 00:00+00') as half, f.currency,
             f.kind, f.due_on, count(*) as entries, sum(f.amount) as amount
        from (
          select * from rekindle.money_facts('-infinity', 'infinity') where is_whole
          union all
          select *
            from rekindle.money_facts_among(array(select d.day::timestamp at time zone 'UTC' from unnest(days) d(day)),
                   array(select (d.day + 1)::timestamp at time zone 'UTC' from unnest(days) d(day))) where not is_whole) f
       group by grouping sets ((1, 3, 4, 5), (1, 2, 3, 4, 5))) h;
  get diagnostics written = row_count;
  delete from rekindle.due_sums s where is_whole or s.due_on = any (dues);
  insert into rekindle.due_sums (due_on, currency, kind, amount)
  select f.due_on, f.currency, f.kind, sum(f.amount)
    from (select '-infinity'::date as first, 'infinity'::date as last where is_whole
          union all
          select d.due_on, d.due_on from unnest(dues) d(due_on)) r
   cross join lateral rekindle.due_facts(r.first, r.last) f
   group by 1, 2, 3;
  update rekindle.rollup set money_counted = true where not money_counted;
  return written;
end
$$;
revoke execute on function rekindle.roll_up_money from public;
