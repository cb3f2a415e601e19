-- Asks for one message to several learners, under a name. Whoever asks for the same again changes nothing ('known'); another request
-- of the name takes its place ('replaced'), or is refused where it may not ('conflict'). Learners nobody knows are named
-- ('unknown'), and nothing is asked for. Without `due` it is due at once.
create or replace function rekindle.request_messages(
  name text, campaign int, version int, message text, about bigint, context jsonb, due timestamptz, learners bigint[],
  replaces boolean, asked_by text, moment timestamptz
) returns table (outcome text, run_at timestamptz, people bigint[])
language plpgsql security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare
  recipients bigint[] := array(select distinct u from unnest(learners) u order by u);
  strangers bigint[] := array(
    select u from unnest(recipients) u where not exists (select from lms.people p where p.user_id = u) order by u);
  live rekindle.notification_jobs;
  made bigint;
begin
  if strangers <> '{}' then return query select 'unknown', due, strangers; return; end if;
  perform pg_advisory_xact_lock(hashtextextended('rekindle.notification_jobs ' || name, 0));
  select * into live from rekindle.notification_jobs j where j.job_id = name and j.withdrawn_at is null;
  if live.id is not null then
    if (live.campaign_id, live.message, live.about, live.context, live.run_at)
         is not distinct from (campaign, request_messages.message, request_messages.about, request_messages.context, coalesce(due, live.run_at))
       and recipients = array(select e.user_id from rekindle.campaign_enrollments e
                               where e.subject_id = live.id and rekindle.is_request(e.subject_id) order by 1) then
      return query select 'known', live.run_at, recipients;
      return;
    elsif not replaces then
      return query select 'conflict', live.run_at, recipients;
      return;
    end if;
    perform rekindle.withdraw_jobs(array[live.id], moment);
  end if;
  insert into rekindle.notification_jobs
    (job_id, campaign_id, version, message, about, context, run_at, requested_by, requested_at)
  values (name, campaign, request_messages.version, request_messages.message, request_messages.about, request_messages.context,
          coalesce(due, moment), asked_by, moment)
  returning id into made;
  insert into rekindle.recipients (user_id, created_at) select u, moment from unnest(recipients) u order by u
  on conflict do nothing;
  insert into rekindle.addresses_waiting (user_id)
  select distinct case when cardinality(recipients) <= 1000 then u end from unnest(recipients) u;
  insert into rekindle.campaign_enrollments
    (user_id, subject_id, campaign_id, version, enrolled_at, anchor_at, steps, next_due_at)
  select u, made, campaign, request_messages.version, moment, coalesce(due, moment), p.steps, coalesce(due, moment)
    from unnest(recipients) u
   cross join (   -- only the first step that sends the message is to be taken
     select jsonb_agg(case when s.place = f.place then '{"occurrences": 0}' else '{"occurrences": 0, "ended": true}' end::jsonb
                      order by s.place) as steps
       from rekindle.campaign_versions v
      cross join lateral jsonb_array_elements(v.definition->'steps') with ordinality s(step, place)
      cross join lateral (
        select min(t.place) as place from jsonb_array_elements(v.definition->'steps') with ordinality t(step, place)
         where t.step->'templates' @> jsonb_build_array(jsonb_build_object('name', request_messages.message))) f
      where v.campaign_id = campaign and v.version = request_messages.version) p
   order by u;
  return query select case when live.id is null then 'made' else 'replaced' end, coalesce(due, moment), recipients;
end
$$;
revoke execute on function rekindle.request_messages from public;
