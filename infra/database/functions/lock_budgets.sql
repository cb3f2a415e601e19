-- Holds the budgets of the week until the transaction's end, and counts what was appended since the last time: whoever reads them
-- after this reads what every reservation left. Others wait their turn, for longer than a lock of a row is worth waiting for.
create or replace function rekindle.lock_budgets(moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog set lock_timeout = '20s' as $$
declare
  this date := rekindle.budget_week(moment);
begin
  insert into rekindle.spending (week, campaign_id) values (this, 0) on conflict do nothing;
  perform from rekindle.spending s where s.week = this and s.campaign_id = 0 for no key update;
  with changes as (
    delete from rekindle.spending_changes h where h.week = this returning h.campaign_id, h.amount)
  insert into rekindle.spending as s (week, campaign_id, amount)
  select this, coalesce(h.campaign_id, 0), sum(h.amount)
    from changes h group by rollup (h.campaign_id) having count(*) > 0
  on conflict (week, campaign_id) do update set amount = s.amount + excluded.amount;
end
$$;
revoke execute on function rekindle.lock_budgets from public;
