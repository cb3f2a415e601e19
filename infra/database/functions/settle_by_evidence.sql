-- Evidence that a provider took a message settles every doubt about it; where there was none it contradicts a skip or a
-- failure: an anomaly.
create or replace function rekindle.settle_by_evidence(
  deliveries bigint[], kinds text[], times timestamptz[], moment timestamptz
) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  with proven as materialized (
    select d.id, d.status, d.reason, d.unknown_at from rekindle.message_deliveries d
     where d.status <> 'sent' and d.attempt > 0 and d.id in (
       select i.id from unnest(deliveries, kinds, times) i(id, kind, at)
        where i.kind <> 'dropped' and i.at <= moment + interval '1 hour')),
  contradicted as (
    insert into rekindle.anomalies (kind, delivery_id, detail, created_at)
    select 'evidence_against_' || p.status, p.id, coalesce(p.reason, 'to be sent again'), moment
      from proven p where p.status in ('scheduled', 'skipped', 'failed') and p.unknown_at is null)
  update rekindle.message_deliveries d
     set status = 'sent', reason = null, lease_token = null, attention_at = null,
         sent_at = coalesce(d.sent_at, d.lease_until, d.unknown_at, moment)
    from proven p where d.id = p.id;
end
$$;
revoke execute on function rekindle.settle_by_evidence from public;
