-- Money as it moved from `since` to before `until`, without whose it was, as bookkeepers count (docs/reports.md): what went out is
-- negative. An instalment that was paid without a payment that names it is money received too; of a lost dispute the bank takes what
-- was not paid back before.
create or replace function rekindle.money_moved(since timestamptz, until timestamptz)
returns table (at timestamptz, currency text, kind text, amount numeric, is_instalment boolean) language sql stable as $$
  select p.paid_at, upper(p.currency), 'received', p.amount::numeric, d.instalment_id is not null
    from lms.payments p left join lms.payment_details d on d.payment_id = p.payment_id
   where p.paid_at >= since and p.paid_at < until
  union all
  select i.paid_at, upper(i.currency), 'received', i.amount, true
    from lms.instalments i
   where i.paid_at >= since and i.paid_at < until and not exists (
     select from lms.payment_details d join lms.payments p on p.payment_id = d.payment_id
      where d.instalment_id = i.instalment_id and p.paid_at is not null)
  union all
  select r.refunded_at, upper(r.currency), 'refunded', -r.amount, false from lms.refunds r
   where r.refunded_at >= since and r.refunded_at < until
  union all
  select r.failed_at, upper(r.currency), 'returned', r.amount, false from lms.refunds r
   where r.failed_at >= since and r.failed_at < until
  union all
  select d.dispute_lost_at, upper(p.currency), 'lost', -k.amount, false
    from lms.payment_details d join lms.payments p on p.payment_id = d.payment_id
   cross join lateral rekindle.taken_back(d.payment_id, p.amount, d.dispute_lost_at) k(amount)
   where d.dispute_lost_at >= since and d.dispute_lost_at < until and p.paid_at is not null
  union all
  select d.dispute_won_at, upper(p.currency), 'regained', k.amount, false
    from lms.payment_details d join lms.payments p on p.payment_id = d.payment_id
   cross join lateral rekindle.taken_back(d.payment_id, p.amount, d.dispute_lost_at) k(amount)
   where d.dispute_won_at >= since and d.dispute_won_at < until and d.dispute_won_at > d.dispute_lost_at and p.paid_at is not null
$$;
revoke execute on function rekindle.money_moved from public;
