-- Does what was planned, once: for each person by themselves, so that one who fails stops nobody. A message is one request to all of
-- them, and where that fails one to each. Returns for how many it changed something, and for whom it failed.
create or replace function rekindle.do_client_action(
  name text, campaign int, version int, message text, asked_by text, moment timestamptz
) returns table (done int, failed bigint[])
language plpgsql volatile security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare
  plan rekindle.client_actions;
  person bigint;
  people bigint[];
  hits int := 0;
  losses bigint[] := '{}';
  values_of jsonb;
begin
  select * into strict plan from rekindle.client_actions a where a.token = name for update;
  if plan.done_at is not null then return query select plan.done, plan.failed; return; end if;
  people := array(select distinct p.user_id from lms.people p where p.user_id = any (plan.members) order by 1);   -- who is still there
  values_of := coalesce(plan.details->'context', '{}');
  if plan.deed = 'message' and people <> '{}' then
    begin
      perform rekindle.request_messages('clients_' || name, campaign, version, message, null, values_of, null, people, false, asked_by, moment);
      hits := cardinality(people);
      people := '{}';
    exception when others then null;
    end;
  end if;
  foreach person in array people loop
    begin
      if plan.deed in ('pause', 'resume') then
        hits := hits + (rekindle.hold_learner(person, plan.details->>'campaign', plan.deed = 'pause', moment) > 0)::int;
      elsif plan.deed = 'tag' then
        insert into rekindle.client_tags (tag, user_id, tagged_by, tagged_at)
        values (plan.details->>'tag', person, asked_by, moment) on conflict do nothing;
        hits := hits + found::int;
      elsif plan.deed = 'untag' then
        delete from rekindle.client_tags t where t.tag = plan.details->>'tag' and t.user_id = person;
        hits := hits + found::int;
      else
        perform rekindle.request_messages('clients_' || name || '_' || person, campaign, version, message, null, values_of, null,
                                          array[person], false, asked_by, moment);
        hits := hits + 1;
      end if;
    exception when others then losses := losses || person;
    end;
  end loop;
  update rekindle.client_actions a set done_at = moment, done = hits, failed = losses where a.token = name;
  return query select hits, losses;
end
$$;
revoke execute on function rekindle.do_client_action from public;
