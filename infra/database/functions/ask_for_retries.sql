-- The failed payments that the host is asked to try again, behind `after` in order of their debts: each at most `most_attempts`
-- times, the next not before the day after, and one attempt again, by its own key, until something has come of it, for a week
-- after the failure. What stays as it is (a closed account, a card that nobody may charge) is not asked for, nor what is paid,
-- paused or in somebody's hands.
create or replace function rekindle.ask_for_retries(moment timestamptz, after bigint, most_attempts int, most int)
returns table (debt bigint, request jsonb)
language sql security definer set search_path = pg_catalog as $$
  with due as materialized (
    select f.*, coalesce(r.attempt + (f.failed_at > r.asked_at)::int, 1) as attempt
      from rekindle.failed_payments(moment) f
      left join rekindle.retry_requests r on r.debt = f.debt
     where (after is null or f.debt > after) and f.failed_at > moment - interval '7 days' and not f.is_final
       and coalesce(r.attempt + (f.failed_at > r.asked_at)::int, 1) <= most_attempts
       and (r.debt is null or f.failed_at <= r.asked_at or r.asked_at <= moment - interval '20 hours')
       and rekindle.debt_paid_at(f.debt, moment) is null
     order by f.debt limit most),
  asked as (
    insert into rekindle.retry_requests as r (debt, payment_id, attempt, is_last, asked_at)
    select d.debt, d.payment_id, d.attempt, d.attempt >= most_attempts, moment from due d order by d.debt
    on conflict on constraint retry_requests_pkey do update set payment_id = excluded.payment_id, attempt = excluded.attempt,
        is_last = excluded.is_last,
        asked_at = case when r.attempt = excluded.attempt then r.asked_at else excluded.asked_at end
    returning r.debt, r.attempt)
  select d.debt, jsonb_strip_nulls(jsonb_build_object(
           'key', coalesce('payment:' || d.payment_id, 'instalment:' || d.instalment_id) || ':' || a.attempt, 'payment_id', d.payment_id, 'instalment_id', d.instalment_id,
           'order_id', d.order_id, 'user_id', d.user_id, 'amount', round(d.amount, rekindle.minor_digits(d.currency))::text,
           'currency', upper(d.currency), 'attempt', a.attempt))
    from due d join asked a on a.debt = d.debt order by d.debt
$$;
revoke execute on function rekindle.ask_for_retries from public;
