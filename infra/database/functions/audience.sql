-- Whom news of a subject is about, where the event itself names nobody: who takes part in it.
create or replace function rekindle.audience(subject_type text, subject bigint) returns setof bigint
language sql stable set search_path = pg_catalog rows 100 as $$
  select r.user_id from lms.session_registrations r
   where subject_type in ('session', 'recording') and r.session_id = subject and r.cancelled_at is null
  union
  select m.user_id from lms.group_members m
   where (m.left_at is null or m.left_at < m.joined_at)
     and (subject_type = 'group' and m.group_id = subject
          or subject_type = 'meeting' and m.group_id in (select g.group_id from lms.meetings g where g.meeting_id = subject))
  union
  select rekindle.group_recipient(g.group_id) from lms.groups g
   where subject_type = 'group' and g.group_id = subject
      or subject_type = 'meeting' and g.group_id in (select t.group_id from lms.meetings t where t.meeting_id = subject)
  union
  select e.user_id from lms.course_enrolments e
   where not rekindle.has_left(e.enrolled_at, e.unenrolled_at, 'infinity')
     and (subject_type = 'course' and e.course_id = subject
          or subject_type = 'assignment' and e.course_id in (
            select a.course_id from lms.assignments a where a.assignment_id = subject))
  union
  select e.user_id from lms.class_enrolments e where subject_type = 'class' and e.class_id = subject and e.cancelled_at is null
$$;
revoke execute on function rekindle.audience from public;
