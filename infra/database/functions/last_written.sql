-- When a campaign of an exclusive group has last written to a learner about any of these subjects, or is about to; null where none has.
create or replace function rekindle.last_written(exclusive text, learner bigint, subjects bigint[]) returns timestamptz
language sql stable parallel safe security definer set search_path = pg_catalog as $$
  select max(coalesce(d.sent_at, d.not_before))
    from rekindle.message_deliveries d
    join rekindle.campaign_enrollments e on e.id = d.enrollment_id
   where d.user_id = learner and d.subject_id = any (subjects) and e.exclusive_group = exclusive
     and d.status in ('scheduled', 'sending', 'unknown', 'sent', 'presumed_sent')
$$;
revoke execute on function rekindle.last_written from public;
