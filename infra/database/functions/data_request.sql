-- Whether a learner may be sent a link to what is known about them, and by which message: 'open'; 'waiting' while one of the
-- last hour is unused; 'enough' after three within a day, since whoever holds an old message may ask. A message that fell counts
-- as none. No row where people have to help: no campaign about `data` is active, no message of it can go to an address of theirs,
-- or ten fell within a day.
create or replace function rekindle.data_request(learner bigint, moment timestamptz)
returns table (campaign int, version int, message text, state text)
language sql stable as $$
  select c.id, c.current_version, v.definition #>> '{steps,0,templates,0,name}',
         case when a.waiting > 0 then 'waiting' when a.asked >= 3 then 'enough' else 'open' end
    from rekindle.campaigns c
    join rekindle.campaign_versions v on v.campaign_id = c.id and v.version = c.current_version
   cross join lateral (
     select count(*) filter (where f.fell) as fallen, count(*) filter (where not f.fell) as asked,
            count(*) filter (
              where not f.fell and e.link_used_at is null and j.requested_at > moment - interval '1 hour') as waiting
       from rekindle.campaign_enrollments e join rekindle.notification_jobs j on j.id = e.subject_id
      cross join lateral (select exists (
        select from rekindle.message_deliveries d where d.enrollment_id = e.id and d.status in ('skipped', 'failed')) as fell) f
      where e.user_id = learner and e.campaign_id = c.id and rekindle.is_request(e.subject_id)
        and j.requested_at > moment - interval '1 day') a
   where c.subject_type = 'data' and rekindle.campaign_phase(c.status, c.starts_at, c.ends_at, moment) = 'active'
     and a.fallen < 10 and exists (
       select from rekindle.addresses k join rekindle.reach r on r.user_id = k.user_id and r.is_active
        where k.user_id = learner and v.definition #> '{steps,0,channels}' ? k.channel and not exists (
          select from rekindle.binding(learner, array[k.address_hash]) x
           where rekindle.covers(x, c.class, c.topic, c.id, c.subject_type, null, k.channel, k.address_hash)))
   order by c.id limit 1
$$;
revoke execute on function rekindle.data_request from public;
