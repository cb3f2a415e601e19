-- Records that a button of a message was pressed: a click of the message, which the provider names, whose payload is its detail.
-- Without a time of its own a message has it once for each payload. Returns whether the message is one of ours.
create or replace function rekindle.record_press(
  from_provider text, on_channel text, address text, answered text, payload text, pressed timestamptz, moment timestamptz
) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare
  delivery bigint;
begin
  select d.id into delivery
    from lms.addresses a join rekindle.message_deliveries d on d.user_id = a.user_id
   where a.address_kind = rekindle.address_kind(on_channel) and a.address = record_press.address
     and d.channel = on_channel and d.provider_message_id = answered
   order by d.id desc limit 1;
  if not found then return false; end if;
  perform rekindle.merge_events(from_provider, array[delivery], array['click'],
    array[case when pressed is not null then least(pressed, moment) end], array[payload],
    array[false], array[null::text], moment);
  return true;
end
$$;
revoke execute on function rekindle.record_press from public;
