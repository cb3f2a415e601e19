-- The newest failure of each debt that is still open, asked for and in nobody's hands: `is_final` where nothing is tried again, since
-- the reason is one that stays or the host was asked the last time. Of an instalment of which the host tells no payments, its own
-- failure. For campaigns' queries, into which it is inlined.
create or replace function rekindle.failed_payments(as_of timestamptz)
returns table (debt bigint, payment_id bigint, user_id bigint, instalment_id bigint, order_id bigint, amount numeric, currency text,
               failed_at timestamptz, failure_code text, url text, is_final boolean)
language sql stable parallel safe rows 1000 as $$
  select rekindle.debt(y.payment_id, d.instalment_id), y.payment_id, y.user_id, d.instalment_id, coalesce(d.order_id, i.order_id),
         y.amount, y.currency, y.failed_at, d.failure_code, coalesce(d.retry_url, i.url, y.url),
         coalesce(c.is_final, false) or coalesce(r.is_last and y.failed_at > r.asked_at, false)
    from lms.payments y
    left join lms.payment_details d on d.payment_id = y.payment_id
    left join lms.instalments i on i.instalment_id = d.instalment_id
    left join rekindle.failure_codes c on c.code = d.failure_code
    left join rekindle.retry_requests r on r.debt = rekindle.debt(y.payment_id, d.instalment_id)
   where y.failed_at <= as_of and (y.paid_at is null or y.paid_at > as_of) and (y.cancelled_at is null or y.cancelled_at > as_of)
     and (i.paid_at is null or i.paid_at > as_of) and (i.cancelled_at is null or i.cancelled_at > as_of)
     and (i.paused_at is null or i.paused_at > as_of) and (i.handed_over_at is null or i.handed_over_at > as_of)
     and not exists (   -- a newer failure of the same debt
       select from lms.payment_details b join lms.payments n on n.payment_id = b.payment_id
        where b.instalment_id = d.instalment_id and (n.failed_at, n.payment_id) > (y.failed_at, y.payment_id) and n.failed_at <= as_of)
  union all
  select rekindle.debt(null, i.instalment_id), null, i.user_id, i.instalment_id, i.order_id, i.amount, i.currency, i.failed_at, null, i.url,
         coalesce(r.is_last and i.failed_at > r.asked_at, false)
    from lms.instalments i
    left join rekindle.retry_requests r on r.debt = rekindle.debt(null, i.instalment_id)
   where i.failed_at <= as_of and (i.paid_at is null or i.paid_at > as_of) and (i.cancelled_at is null or i.cancelled_at > as_of)
     and (i.paused_at is null or i.paused_at > as_of) and (i.handed_over_at is null or i.handed_over_at > as_of)
     and not exists (
       select from lms.payment_details d join lms.payments y on y.payment_id = d.payment_id
        where d.instalment_id = i.instalment_id and y.failed_at <= as_of)
$$;
