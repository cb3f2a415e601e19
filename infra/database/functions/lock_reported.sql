-- Takes every lock that a merge with complaints, opt-outs or hard bounces waits for, in the global order.
create or replace function rekindle.lock_reported(deliveries bigint[], kinds text[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  learners bigint[] := array(
    with reported as materialized (
      select d.user_id, d.address_hash from unnest(deliveries, kinds) i(id, kind)
        join rekindle.message_deliveries d on d.id = i.id
       where i.kind in ('complaint', 'unsubscribe', 'hard_bounce') and d.attempt > 0)
    select r.user_id from reported r
    union
    select a.user_id from rekindle.shared_addresses a where a.address_hash in (select r.address_hash from reported r));
begin
  perform from rekindle.recipients r where r.user_id = any (learners) order by r.user_id for no key update;
  perform from rekindle.message_deliveries d
    where d.id = any (deliveries) or (d.user_id = any (learners) and d.status = 'scheduled') order by d.id for no key update;
  perform from rekindle.campaign_enrollments e
    where e.user_id = any (learners) and e.status in ('active', 'paused', 'exhausted') order by e.id for no key update;
end
$$;
revoke execute on function rekindle.lock_reported from public;
