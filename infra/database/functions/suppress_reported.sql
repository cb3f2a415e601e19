-- The suppressions that reported complaints, opt-outs and hard bounces make. A repeated report makes none, so that a
-- learner who took a no back is not overruled by a provider that sends it again. Returns how many it made.
create or replace function rekindle.suppress_reported(
  deliveries bigint[], kinds text[], times timestamptz[], details text[], moment timestamptz
) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare
  made int := 0;
  no record;
begin
  for no in
    select distinct d.user_id, i.kind, case i.kind when 'hard_bounce' then d.channel else 'all' end as channel,
           case i.kind when 'hard_bounce' then coalesce(d.address_hash, '') else ''::bytea end as address_hash
      from unnest(deliveries, kinds, times, details) i(id, kind, at, detail)
      join rekindle.message_deliveries d on d.id = i.id
     where i.kind in ('complaint', 'unsubscribe', 'hard_bounce') and d.attempt > 0
       and i.at <= moment + interval '1 hour' and not exists (
         select from rekindle.delivery_events v where v.delivery_id = i.id and v.kind = i.kind and v.occurred_at = i.at
            and v.detail = i.detail)
     order by d.user_id, i.kind, channel, address_hash
  loop
    if (select r.is_new from rekindle.suppress(no.user_id, no.channel, 'all', '', 0, '', 0, no.address_hash,
          case no.kind when 'complaint' then 'complaint' when 'unsubscribe' then 'opt_out' else 'bounce' end,
          'provider', moment) r) then
      made := made + 1;
    end if;
  end loop;
  return made;
end
$$;
revoke execute on function rekindle.suppress_reported from public;
