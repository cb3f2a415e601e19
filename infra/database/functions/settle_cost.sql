-- Keeps what a message takes of its week's budgets: what was not sent gives everything back, what was sent the part that it did not
-- need; until that is known, and in doubt, it keeps the most that it may be. Told as a change, so that nobody waits for the week's row.
create or replace function rekindle.settle_cost() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  new.cost := case when new.status in ('skipped', 'failed') then 0 else new.unit_price * new.units end;
  insert into rekindle.spending_changes (week, campaign_id, amount)
  values (rekindle.budget_week(new.scheduled_at), new.campaign_id, new.cost - old.cost);
  return new;
end
$$;
revoke execute on function rekindle.settle_cost from public;
-- Named so that it fires after keep_doubt, which turns a skip into a doubt. Called only where a cost changes.
create or replace trigger message_deliveries_settled before update of status on rekindle.message_deliveries
  for each row when (new.unit_price is not null and new.status in ('sent', 'presumed_sent', 'skipped', 'failed')
    and old.cost <> case when new.status in ('skipped', 'failed') then 0 else new.unit_price * new.units end)
  execute function rekindle.settle_cost();
