-- Keeps whom a deed is for and tells what it would do; nothing is done before somebody confirms. More than 10,000 people are
-- refused, and so are none: then nothing is kept. What was planned a month ago is forgotten.
create or replace function rekindle.plan_client_action(
  name text, deed text, details jsonb, criteria jsonb, ids bigint[], asked_by text, moment timestamptz
) returns table (people int, reasons text[], skips int[], sample bigint[])
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  members bigint[] := case
    when ids is null then array(select rekindle.client_ids(criteria, -9223372036854775808, 10001, moment))
    else array(select distinct p.user_id from lms.people p where p.user_id = any (ids) and p.kind <> 'group' order by 1) end;
begin
  delete from rekindle.client_actions a where a.planned_at < moment - interval '30 days';
  if cardinality(members) between 1 and 10000 then
    insert into rekindle.client_actions (token, deed, details, members, planned_by, planned_at)
    values (name, plan_client_action.deed, plan_client_action.details, members, asked_by, moment);
  end if;
  return query
    select cardinality(members), coalesce(array_agg(o.reason), '{}'), coalesce(array_agg(o.people), '{}'), members[1:20]
      from rekindle.client_obstacles(plan_client_action.deed, plan_client_action.details, members) o;
end
$$;
revoke execute on function rekindle.plan_client_action from public;
