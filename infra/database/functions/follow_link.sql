-- Follows a tracked link: records the hit, to the second so that a flood of them stays small, and answers where it leads.
-- No row where there is no such code.
create or replace function rekindle.follow_link(short_code text, is_machine boolean, moment timestamptz)
returns table (target text)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  link rekindle.tracked_links;
begin
  select * into link from rekindle.tracked_links t where t.code = short_code;
  if not found then return; end if;
  -- A hit within seconds of delivery is a scanner's more often than a reader's.
  perform rekindle.merge_events('link', array[link.delivery_id], array['click'], array[date_trunc('second', moment)],
    array[link.link_index::text],
    array[is_machine or exists (select from rekindle.message_deliveries d where d.id = link.delivery_id
            and moment < coalesce(d.delivered_at, d.sent_at, d.lease_until, moment) + interval '10 seconds')],
    array[null::text], moment);
  return query select link.target;
end
$$;
revoke execute on function rekindle.follow_link from public;
