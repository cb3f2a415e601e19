-- Canvas as the platform. The schema `canvas` holds its tables, or foreign tables or views on them, under the names that they have
-- there; docs/deploy/canvas.md says how. Run as whoever runs `migrate`, after it, as often as you like; then
-- `call from_canvas.refresh()` before each detection.
--
-- Canvas keeps times in UTC and without a zone: each is told its zone here. Nothing here asks what time it is.
create schema if not exists from_canvas;
grant usage on schema from_canvas, canvas to rekindle_owner;
grant select on all tables in schema canvas to rekindle_owner;

-- Where Canvas is: `update from_canvas.site set url = 'https://canvas.example'`.
create table if not exists from_canvas.site (
  url text check (url ~ '^https://.*[^/]$'), is_only boolean primary key default true check (is_only));
insert into from_canvas.site default values on conflict do nothing;

-- Of several addresses the first that is confirmed. Of text messages some go by a mail gateway: such a path is no number. Whose login
-- is at another server has the zone of this one's root account.
create or replace view lms.users as
select u.id as user_id,
  case when u.sortable_name like '%,%' then btrim(split_part(u.sortable_name, ',', 2)) else u.name::text end as first_name,
  case when u.sortable_name like '%,%' then btrim(split_part(u.sortable_name, ',', 1)) end as last_name, null::text as title,
  mail.path::text as email, phone.path::text as phone_number,
  coalesce(nullif(u.time_zone, ''), account.default_time_zone, root.default_time_zone)::text as timezone,
  coalesce(nullif(u.locale, ''), nullif(u.browser_locale, ''), account.default_locale, root.default_locale)::text as locale,
  null::text as region,
  u.workflow_state = 'registered' and (account.id is not null or not exists (
    select from canvas.pseudonyms p where p.user_id = u.id and p.workflow_state = 'suspended')) as is_active
from canvas.users u
left join (select a.default_time_zone, a.default_locale from canvas.accounts a where a.parent_account_id is null order by a.id limit 1) root
  on true
left join lateral (
  select a.id, a.default_time_zone, a.default_locale
    from canvas.pseudonyms p join canvas.accounts a on a.id = p.account_id
   where p.user_id = u.id and p.workflow_state = 'active' order by p.position, p.id limit 1) account on true
left join lateral (
  select c.path from canvas.communication_channels c
   where c.user_id = u.id and c.path_type = 'email' and c.workflow_state = 'active' order by c.position, c.id limit 1) mail on true
left join lateral (
  select c.path from canvas.communication_channels c
   where c.user_id = u.id and c.path_type = 'sms' and c.workflow_state = 'active' and c.path !~ '@' order by c.position, c.id
   limit 1) phone on true
where u.workflow_state <> 'deleted';

-- A course has no end here: each enrolment has its own, of its section, course or term. A module without requirements is never done.
create or replace view lms.courses as
select c.id as course_id, c.course_code::text as code, c.name::text as name, m.total as total_modules, null::numeric(6, 2) as cpd_points,
  (c.start_at at time zone 'UTC')::date as starts_on, null::date as ends_on, s.url || '/courses/' || c.id as url
from canvas.courses c
cross join from_canvas.site s
left join (select m.context_id, count(*)::int as total from canvas.context_modules m
            where m.context_type = 'Course' and m.workflow_state = 'active' and m.completion_requirements like '%type%'
            group by m.context_id) m on m.context_id = c.id
where c.workflow_state = 'available';

-- Who learns: as a student, and active by the dates that count, which Canvas works out itself into `enrollment_states`, with the moment
-- until which that holds. Several sections are one enrolment. One who waits for the beginning comes back to it.
create or replace view lms.course_enrolments as
select p.user_id, p.course_id,
  case when p.is_open then p.begins when p.ends is not null then least(p.begins, p.ends) else least(p.entered, p.changed) end as enrolled_at,
  case when p.is_open then case when p.begins > p.entered and p.waits then p.entered end else coalesce(p.ends, p.changed) end as unenrolled_at
from (
  select a.user_id, a.course_id, bool_or(a.is_active and a.ends is null) as is_open, min(a.begins) filter (where a.is_active) as begins,
         max(a.ends) filter (where a.is_active) as ends, min(a.entered) as entered, max(a.changed) as changed,
         bool_and(a.waits) filter (where a.is_active) as waits
    from (
      select e.user_id, e.course_id,
             e.type = 'StudentEnrollment' and e.workflow_state = 'active' and s.state in ('active', 'pending_active') as is_active,
             s.state = 'pending_active' as waits,
             case when s.state = 'pending_active' then s.state_valid_until else coalesce(s.state_started_at, e.created_at) end
               at time zone 'UTC' as begins,
             case when s.state = 'active' then s.state_valid_until end at time zone 'UTC' as ends,
             e.created_at at time zone 'UTC' as entered, coalesce(e.completed_at, e.updated_at, e.created_at) at time zone 'UTC' as changed
        from canvas.enrollments e left join canvas.enrollment_states s on s.enrollment_id = e.id) a
   group by a.user_id, a.course_id) p;

-- Canvas keeps the newest activity only, and writes it to every enrolment of the learner in the course, deleted ones too. What was
-- read before stands in lms_data.
create or replace view lms.user_activities as
select a.user_id, a.course_id, a.activity_date, a.activity_type from lms_data.user_activities a
union all
select e.user_id, e.course_id, e.last_activity_at at time zone 'UTC', 'visit'
from canvas.enrollments e where e.last_activity_at is not null and e.type = 'StudentEnrollment';

create or replace view lms.user_course_progress as
select d.user_id, d.course_id, coalesce(round(100.0 * count(d.module) / nullif(max(d.total), 0), 2), 0)::numeric(5, 2) as completion_percentage,
  count(d.module)::int as modules_completed, max(d.seen) as last_accessed_at,
  case when count(d.module) = max(d.total) then max(d.completed) end as completed_at
from (
  select p.user_id, m.context_id as course_id, m.id as module, t.total, null::timestamptz as seen,
         p.completed_at at time zone 'UTC' as completed
    from canvas.context_module_progressions p
    join canvas.context_modules m on m.id = p.context_module_id and m.context_type = 'Course' and m.workflow_state = 'active'
     and m.completion_requirements like '%type%'
    join (select n.context_id, count(*) as total from canvas.context_modules n
           where n.context_type = 'Course' and n.workflow_state = 'active' and n.completion_requirements like '%type%'
           group by n.context_id) t on t.context_id = m.context_id
   where p.workflow_state = 'completed'
  union all
  select e.user_id, e.course_id, null, null, e.last_activity_at at time zone 'UTC', null
    from canvas.enrollments e where e.last_activity_at is not null and e.type = 'StudentEnrollment') d
group by d.user_id, d.course_id;

-- What is handed in over the web.
create or replace view lms.assignments as
select a.id as assignment_id, a.context_id as course_id, a.title::text as title, coalesce(a.due_at, d.due_at) at time zone 'UTC' as due_at,
  null::timestamptz as cancelled_at, s.url || '/courses/' || a.context_id || '/assignments/' || a.id as url
from canvas.assignments a
cross join from_canvas.site s
left join (select b.assignment_id, max(b.cached_due_date) as due_at from canvas.submissions b
            where b.workflow_state <> 'deleted' group by b.assignment_id) d on d.assignment_id = a.id
where a.context_type = 'Course' and a.workflow_state = 'published' and coalesce(a.due_at, d.due_at) is not null
  and a.submission_types !~ '^(none|not_graded|on_paper|wiki_page)?$';

-- Canvas keeps for each learner a row with the date that counts for them, of all overrides. Where only those who are named are asked,
-- whoever has no row is not.
create or replace view lms.assignment_dates as
select b.assignment_id, b.user_id, case when b.excused is not true then b.cached_due_date at time zone 'UTC' end as due_at
from canvas.submissions b join canvas.assignments a on a.id = b.assignment_id
where b.workflow_state <> 'deleted' and (b.excused or b.cached_due_date is distinct from a.due_at)
union all
select distinct a.id, e.user_id, null::timestamptz
from canvas.assignments a join canvas.enrollments e on e.course_id = a.context_id and e.type = 'StudentEnrollment'
where a.only_visible_to_overrides and a.context_type = 'Course' and not exists (
  select from canvas.submissions b where b.assignment_id = a.id and b.user_id = e.user_id and b.workflow_state <> 'deleted');

create or replace view lms.submissions as
select b.assignment_id, b.user_id, coalesce(b.submitted_at, b.graded_at) at time zone 'UTC' as submitted_at
from canvas.submissions b
where b.workflow_state in ('submitted', 'graded', 'pending_review') and not b.redo_request
  and coalesce(b.submitted_at, b.graded_at) is not null;

-- Keeps what Canvas is about to forget: the newest activity of each learner in each course, where it is new.
create or replace procedure from_canvas.refresh() language sql as $$
  insert into lms_data.user_activities (user_id, course_id, activity_date, activity_type)
  select e.user_id, e.course_id, max(e.last_activity_at) at time zone 'UTC', 'visit'
    from canvas.enrollments e
   where e.last_activity_at is not null and e.type = 'StudentEnrollment'
   group by e.user_id, e.course_id
  having not exists (
    select from lms_data.user_activities a
     where a.user_id = e.user_id and a.course_id = e.course_id and a.activity_date >= max(e.last_activity_at) at time zone 'UTC')
$$;
grant select on all tables in schema from_canvas to rekindle_owner;
