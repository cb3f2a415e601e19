-- Instalments that something was told of from `since` to before `until`, with what is owed for them: whether they were closed then, and
-- whether late by the clocks of every zone (`was_late`), or by those of some (`was_near`; clocks are at most 16 hours apart from UTC).
create or replace function rekindle.claims_changed(since timestamptz, until timestamptz)
returns table (currency text, amount numeric, due_on date, owed_since timestamptz, closed_at timestamptz, is_closed_then boolean,
               was_late boolean, was_near boolean)
language sql stable as $$
  select k.currency, k.amount, k.due_on, k.owed_since, k.closed_at, k.closed_at >= since and k.closed_at < until, k.hours >= 40,
         k.hours >= 8 and k.hours < 40
    from (
      select c.*, extract(epoch from (c.closed_at at time zone 'UTC') - c.due_on::timestamp) / 3600 as hours
        from (
          select i.instalment_id from lms.instalments i where since = '-infinity'   -- all of them
          union
          select i.instalment_id from lms.orders o join lms.instalments i on i.order_id = o.order_id
           where o.ordered_at >= since and o.ordered_at < until and since > '-infinity'
          union
          select i.instalment_id from lms.orders o join lms.instalments i on i.order_id = o.order_id
           where o.cancelled_at >= since and o.cancelled_at < until and since > '-infinity'
          union
          select i.instalment_id from lms.instalments i where i.paid_at >= since and i.paid_at < until and since > '-infinity'
          union
          select i.instalment_id from lms.instalments i where i.cancelled_at >= since and i.cancelled_at < until and since > '-infinity'
          union
          select d.instalment_id from lms.payments p join lms.payment_details d on d.payment_id = p.payment_id
           where p.paid_at >= since and p.paid_at < until and d.instalment_id is not null and since > '-infinity') n
        join rekindle.instalment_claims c on c.instalment_id = n.instalment_id offset 0) k
$$;
revoke execute on function rekindle.claims_changed from public;
