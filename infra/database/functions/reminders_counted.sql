-- Active reminders of courses by how many emails they have sent or may have sent, and their messages by channel; the reminders
-- themselves have no channel.
create or replace function rekindle.reminders_counted()
returns table (emails int, channel text, reminders bigint, completion numeric, sent bigint, presumed bigint)
language plpgsql stable as $$   -- planned only where it is asked
#variable_conflict use_column
begin
  return query
  with active as materialized (
    select e.id, e.user_id, e.subject_id
      from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id and c.subject_type = 'course'
     where e.status = 'active'),
  messages as materialized (
    select a.id, d.channel, count(*) as messages, count(*) filter (where d.status = 'presumed_sent') as presumed
      from active a join rekindle.message_deliveries d on d.enrollment_id = a.id
     where d.status in ('sent', 'presumed_sent') group by a.id, d.channel),
  mailed as materialized (
    select a.id, a.user_id, a.subject_id, coalesce(m.messages, 0)::int as emails
      from active a left join messages m on m.id = a.id and m.channel = 'email')
  select r.emails, '', count(*), coalesce(sum(p.completion_percentage), 0), 0, 0
    from mailed r left join lms.user_course_progress p on p.user_id = r.user_id and p.course_id = r.subject_id group by r.emails
  union all
  select r.emails, m.channel, 0, 0, sum(m.messages - m.presumed)::bigint, sum(m.presumed)::bigint
    from mailed r join messages m on m.id = r.id group by r.emails, m.channel;
end
$$;
revoke execute on function rekindle.reminders_counted from public;
