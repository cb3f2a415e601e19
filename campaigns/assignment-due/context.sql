-- What the message knows about one learner and what they owe, in the learner's own time; no row once it is not asked for, the
-- learner has left the course, or a day after it was due: what comes on the last minute counts.
select p.title,
       rekindle.name_beside_title(p.title, p.first_name) as first_name,
       a.title as assignment_title,
       a.title as subject_name,
       c.name as course_name,
       coalesce(a.url, c.url) as submit_link,
       rekindle.day_in_words(due.day, (as_of at time zone zone.name)::date) as due_when,
       to_char(due.day, 'FMDay') as due_weekday,
       to_char(due.day, 'FMDay FMDD FMMonth') as due_day,
       due.time as due_time,
       rekindle.zone_in_words(zone.name, asked.due_at) as zone_name
  from lms.people p
  join lms.assignments a on a.assignment_id = subject
  join lms.courses c on c.course_id = a.course_id
  left join lms.assignment_dates d on d.assignment_id = a.assignment_id and d.user_id = learner
 cross join lateral (select case when d.assignment_id is null then a.due_at else d.due_at end as due_at) asked
 cross join lateral rekindle.local_zone(p.time_zone) zone
 cross join lateral (select asked.due_at at time zone zone.name as at) local
 cross join lateral (   -- midnight is the end of the day before: "Monday, 00:00" is read as a day later
    select (local.at - interval '1 microsecond')::date as day,
           case when local.at::time = time '00:00' then '24:00' else to_char(local.at, 'HH24:MI') end as time) due
 where p.user_id = learner and p.is_active
   and asked.due_at > as_of - interval '1 day' and (a.cancelled_at is null or a.cancelled_at > as_of)
   and exists (
     select from lms.course_enrolments e
      where e.course_id = a.course_id and e.user_id = p.user_id
        and not rekindle.has_left(e.enrolled_at, e.unenrolled_at, as_of))
