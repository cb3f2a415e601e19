-- What a bank takes of a payment by a dispute that is lost at a moment: what was not paid back by then.
create or replace function rekindle.taken_back(payment bigint, paid numeric, lost_at timestamptz) returns table (taken numeric)
language sql stable as $$
  select greatest(0, paid - coalesce(sum(r.amount), 0)) from lms.refunds r
   where r.payment_id = payment and r.refunded_at <= lost_at and (r.failed_at is null or r.failed_at > lost_at)
$$;
revoke execute on function rekindle.taken_back from public;
