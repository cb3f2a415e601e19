-- What counts from `since` to before `until`: money that was `received`, as an `instalment` too, `refunded`, `returned`, `lost` and
-- `regained`; and changes of what instalments owe (`open`) and of the part that is overdue (`late`). One that is closed about when it is
-- due was or was not late as the zone of who asks has it: it stands as of its closing with its due date, as `late_near`, and where no
-- order says since when it is owed as `open_near`. What begins with a due date is due_facts.
create or replace function rekindle.money_facts(since timestamptz, until timestamptz)
returns table (at timestamptz, currency text, kind text, due_on date, amount numeric) language sql stable as $$
  with claims as materialized (select * from rekindle.claims_changed(since, until)),
  moved as materialized (select * from rekindle.money_moved(since, until))
  select m.at, m.currency, m.kind, 'infinity'::date, m.amount from moved m
  union all
  select m.at, m.currency, 'instalment', 'infinity', m.amount from moved m where m.is_instalment
  union all
  select least(c.owed_since, c.closed_at), c.currency, 'open', 'infinity', c.amount from claims c
   where c.owed_since is not null and least(c.owed_since, c.closed_at) >= since and least(c.owed_since, c.closed_at) < until
  union all
  select c.closed_at, c.currency, 'open', 'infinity', -c.amount from claims c
   where c.is_closed_then and (c.owed_since is not null or c.was_late)
  union all
  select c.closed_at, c.currency, 'late', 'infinity', -c.amount from claims c where c.is_closed_then and c.was_late
  union all
  select c.closed_at, c.currency, 'late_near', c.due_on, c.amount from claims c where c.is_closed_then and c.was_near
  union all
  select c.closed_at, c.currency, 'open_near', c.due_on, c.amount from claims c
   where c.is_closed_then and c.was_near and c.owed_since is null
$$;
revoke execute on function rekindle.money_facts from public;
