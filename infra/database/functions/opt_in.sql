-- Takes a no back that the learner once gave; complaints and bounces stay. Returns whether there was one.
create or replace function rekindle.opt_in(delivery bigint, on_scope text, on_channel text, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  learner bigint;
begin
  select d.user_id into learner from rekindle.message_deliveries d where d.id = delivery;
  perform from rekindle.recipients r where r.user_id = learner for no key update;
  update rekindle.suppressions s set lifted_at = moment
    from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id
   where d.id = delivery and s.user_id = d.user_id and s.lifted_at is null and s.reason = 'opt_out'
     and s.channel = on_channel and s.scope = on_scope
     and case on_scope when 'all' then true when 'topic' then s.topic = c.topic when 'campaign' then s.campaign_id = c.id
           else s.subject_type = c.subject_type and s.subject_id = d.subject_id end;
  return found;
end
$$;
revoke execute on function rekindle.opt_in from public;
