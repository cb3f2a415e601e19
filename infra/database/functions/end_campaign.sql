-- Takes back what a completed campaign has reserved and ends its episodes; returns how many. What a tick reserves beside it is
-- stopped by the claim. Locks in the order that rekindle.suppress names.
create or replace function rekindle.end_campaign(campaign int, moment timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  ended int;
begin
  with hit as materialized (
    select d.id from rekindle.message_deliveries d
     where d.campaign_id = campaign and d.status = 'scheduled' and d.attention_at is not null
     order by d.id for no key update of d)
  update rekindle.message_deliveries d set status = 'skipped', reason = 'campaign_over', attention_at = null
    from hit where d.id = hit.id and d.status = 'scheduled';
  with hit as materialized (
    select e.id from rekindle.campaign_enrollments e
     where e.campaign_id = campaign and e.status in ('active', 'paused') order by e.id for no key update of e)
  update rekindle.campaign_enrollments e
     set status = 'expired', end_reason = 'campaign_over', ended_at = moment, next_due_at = null
    from hit where e.id = hit.id and e.status in ('active', 'paused');
  get diagnostics ended = row_count;
  return ended;
end
$$;
revoke execute on function rekindle.end_campaign from public;
