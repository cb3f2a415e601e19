-- Whose data the link in a message leads to, and whether it still does: 'open', 'used', or 'late' from an hour after it was sent.
-- No row where the message holds no such link, or has not left.
create or replace function rekindle.data_link(delivery bigint, moment timestamptz)
returns table (learner bigint, episode bigint, state text)
language sql stable as $$
  select d.user_id, e.id,
         case when e.link_used_at is not null then 'used'
           when j.withdrawn_at is not null
             or coalesce(d.sent_at, d.unknown_at, d.scheduled_at) + interval '1 hour' <= moment then 'late'
           else 'open' end
    from rekindle.message_deliveries d
    join rekindle.campaigns c on c.id = d.campaign_id and c.subject_type = 'data'
    join rekindle.campaign_enrollments e on e.id = d.enrollment_id
    join rekindle.notification_jobs j on j.id = d.subject_id
   where d.id = delivery and d.attempt > 0
$$;
revoke execute on function rekindle.data_link from public;
