-- What a delivery was about, as its campaign's context calls it for that learner; null where it has no `subject_name` or
-- nothing to say any more. A campaign's query that fails keeps nobody from opting out.
create or replace function rekindle.subject_name(delivery bigint, moment timestamptz) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return (select c.context::json ->> 'subject_name'
            from rekindle.message_deliveries d
           cross join lateral rekindle.campaign_context(
             d.campaign_id, d.version, moment, array[d.user_id], array[d.subject_id]) c
           where d.id = delivery);
exception when others then
  return null;
end
$$;
revoke execute on function rekindle.subject_name from public;
