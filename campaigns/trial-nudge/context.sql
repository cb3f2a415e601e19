-- What a learner left open; no row once it is done.
select coalesce(nullif(btrim(u.first_name), ''), u.last_name) as name,
       btrim(u.email) as email,
       coalesce(l.title, 'your trial lesson') as lesson_title,
       'your trial lesson' as subject_name,
       case (as_of at time zone zone.name)::date - (t.started_at at time zone zone.name)::date
         when 0 then 'today' when 1 then 'yesterday' else 'on ' || to_char(t.started_at at time zone zone.name, 'FMDay') end as started_day,
       coalesce(nullif(btrim(l.url), ''), rekindle.link('lesson', t.lesson_id::text)) as lesson_url
  from lms.trial_lessons t
  join lms.users u on u.user_id = t.user_id and u.is_active
  left join lms.lessons l on l.lesson_id = t.lesson_id
 cross join lateral rekindle.local_zone(u.timezone) zone
 where t.trial_id = subject and t.user_id = learner and (t.completed_at is null or t.completed_at > as_of)
