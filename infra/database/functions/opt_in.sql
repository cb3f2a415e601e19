-- Takes a no back that the learner of a delivery once gave, or somebody with the same address; complaints and bounces stay.
-- Returns whether there was one.
create or replace function rekindle.opt_in(delivery bigint, on_scope text, on_channel text, moment timestamptz) returns boolean
language sql volatile security definer set search_path = pg_catalog as $$
  select rekindle.lock_people(delivery);
  select rekindle.lift(array(
    select s.id
      from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
     cross join lateral rekindle.binding(
       d.user_id, array(select a.address_hash from rekindle.own_addresses(d.user_id, 'all', d.address_hash) a)) s
     where d.id = delivery and s.reason = 'opt_out' and s.channel = on_channel and s.scope = on_scope
       and case on_scope when 'all' then true when 'topic' then s.topic = c.topic when 'campaign' then s.campaign_id = c.id
             else s.subject_type = c.subject_type and s.subject_id = d.subject_id end), null, moment, moment) <> '{}'
$$;
revoke execute on function rekindle.opt_in from public;
