-- Records that a message's open pixel was asked for, under the code of any of its links. Returns whether there is one.
create or replace function rekindle.record_open(short_code text, is_machine boolean, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  delivery bigint;
begin
  select t.delivery_id into delivery from rekindle.tracked_links t where t.code = short_code;
  if not found then return false; end if;
  perform rekindle.merge_events('link', array[delivery], array['open'], array[date_trunc('second', moment)], array[''],
    array[is_machine], array[null::text], moment);
  return true;
end
$$;
revoke execute on function rekindle.record_open from public;
