-- Asks for the message that brings the learner of a delivery a link to what is known about them: 'sent', or why none is
-- (data_request); null where people have to help.
create or replace function rekindle.ask_for_data(delivery bigint, moment timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog as $$
declare
  learner bigint := (select d.user_id from rekindle.message_deliveries d where d.id = delivery);
  wanted record;
begin
  perform from rekindle.recipients r where r.user_id = learner for no key update;   -- who asks twice at once is sent one
  select * into wanted from rekindle.data_request(learner, moment);
  if wanted.state is distinct from 'open' then return wanted.state; end if;
  return (
    select case when m.outcome <> 'unknown' then 'sent' end
      from rekindle.request_messages(
        format('data-%s-%s', learner, extract(epoch from moment)), wanted.campaign, wanted.version, wanted.message, null, '{}',
        null, array[learner], false, 'learner', moment) m);
end
$$;
revoke execute on function rekindle.ask_for_data from public;
