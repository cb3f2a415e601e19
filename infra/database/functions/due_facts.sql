-- What begins with due dates from `first` to `last`: instalments that are `late` from the day after on, until they are closed
-- (money_facts); and `open` from the day on, where no order says since when they are owed.
create or replace function rekindle.due_facts(first date, last date)
returns table (due_on date, currency text, kind text, amount numeric) language sql stable as $$
  select k.due_on, k.currency, v.kind, k.amount
    from rekindle.instalment_claims k
   cross join lateral (values ('late'), (case when k.owed_since is null then 'open' end)) v(kind)
   where k.due_on >= first and k.due_on <= last and v.kind is not null
     and (k.closed_at is null or k.closed_at >= (k.due_on + interval '40 hours') at time zone 'UTC')
$$;
revoke execute on function rekindle.due_facts from public;
