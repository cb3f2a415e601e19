-- The suppressions that reported complaints, opt-outs and hard bounces make. A repeated report makes none, and one is as old as
-- what it reports, so that a learner who took a no back is not overruled by a provider that sends it again or late. What the
-- provider does not date is as old as the message that it is about. A mailbox is dead for mail of every kind. Returns how many it made.
create or replace function rekindle.suppress_reported(
  deliveries bigint[], kinds text[], times timestamptz[], are_dated boolean[], details text[], moment timestamptz
) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare
  made int := 0;
  no record;
begin
  for no in
    select d.user_id, i.kind, case i.kind when 'complaint' then 'all' else rekindle.carrier(d.channel) end as channel,
           coalesce(d.address_hash, '') as address_hash,
           max(case when i.is_dated then i.at else coalesce(d.sent_at, d.unknown_at, d.lease_until, i.at) end) as said
      from unnest(deliveries, kinds, times, are_dated, details) i(id, kind, at, is_dated, detail)
      join rekindle.message_deliveries d on d.id = i.id
     where i.kind in ('complaint', 'unsubscribe', 'hard_bounce') and d.attempt > 0
       and i.at <= moment + interval '1 hour' and not exists (
         select from rekindle.delivery_events v where v.delivery_id = i.id and v.kind = i.kind and v.occurred_at = i.at
            and v.detail = i.detail)
     group by d.user_id, i.kind, 3, 4
     order by d.user_id, i.kind, 3, 4
  loop
    continue when no.kind = 'unsubscribe' and rekindle.came_back(no.address_hash, no.channel, no.said);
    if (select r.is_new from rekindle.suppress(no.user_id, no.channel, 'all', '', 0, '', 0, no.address_hash,
          case no.kind when 'complaint' then 'complaint' when 'unsubscribe' then 'opt_out' else 'bounce' end,
          'provider', no.said, moment) r) then
      made := made + 1;
    end if;
  end loop;
  return made;
end
$$;
revoke execute on function rekindle.suppress_reported from public;
