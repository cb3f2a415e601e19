-- Keeps events that were not understood or cannot be applied yet, whole, and counts them for people to look at.
create or replace function rekindle.keep_host_events(
  from_source text, ids text[], types text[], reasons text[], details text[], learners bigint[], waits text[], bodies text[],
  moment timestamptz
) returns void language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  insert into rekindle.events_unknown as u (source, event_id, type, reason, detail, user_id, waits_for, body, received_at)
  select distinct on (k.id) from_source, k.id, k.type, k.reason, k.detail, k.learner, k.waits_for, k.body, moment
    from unnest(ids, types, reasons, details, learners, waits, bodies) with ordinality
      k(id, type, reason, detail, learner, waits_for, body, place)
   order by k.id, k.place desc
  on conflict (source, event_id) do update
    set type = excluded.type, reason = excluded.reason, detail = excluded.detail, user_id = excluded.user_id,
        waits_for = excluded.waits_for, body = excluded.body, seen = u.seen + 1;
  perform rekindle.count_anomalies(array_agg('host_event_' || k.reason), array_agg(from_source || ' ' || k.type), moment)
     from unnest(types, reasons) k(type, reason) having count(*) > 0;
end
$$;
revoke execute on function rekindle.keep_host_events from public;
