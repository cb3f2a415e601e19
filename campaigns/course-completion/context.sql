-- What the messages know about one learner and one course; no row once there is nothing to write about.
-- No progress row means 0 %. A title that stands in the first name as well is printed once.
select u.title,
       case when u.title is not null and u.first_name ilike u.title || ' %'
            then btrim(substr(u.first_name, length(u.title) + 1)) else u.first_name end as first_name,
       u.last_name,
       c.name as course_name,
       c.url as course_link,
       done.percentage as completion_percentage,
       done.percentage > 0 as has_progress,
       done.percentage = 0 as not_started,
       done.percentage between 1 and 49 as started,
       done.percentage between 50 and 79 as halfway,
       done.percentage >= 80 as nearly_done,
       done.modules as completed_modules,
       c.total_modules,
       greatest(c.total_modules - done.modules, 0) as remaining_modules_count,
       coalesce(c.total_modules > done.modules, false) as has_remaining_modules,
       coalesce(c.total_modules - done.modules = 1, false) as one_module_left,
       c.cpd_points,
       coalesce(c.cpd_points > 0, false) as has_cpd_points,
       coalesce(c.cpd_points = 1, false) as one_cpd_point,
       to_char(visit.at at time zone rekindle.zone(u.timezone), 'FMDD FMMonth') as last_visit
  from lms.users u
  join lms.courses c on c.course_id = subject
  left join lms.user_course_progress p on p.user_id = u.user_id and p.course_id = c.course_id
 cross join lateral (
    select least(trunc(coalesce(p.completion_percentage, 0)), 99)::int as percentage,
           coalesce(p.modules_completed, 0) as modules) done
  left join lateral (
    select a.activity_date as at from lms.user_activities a
     where a.user_id = u.user_id and a.course_id = c.course_id and a.activity_date <= as_of
       and a.activity_type not in ('enrolled', 'unenrolled')
     order by a.activity_date desc limit 1) visit on true
 where u.user_id = learner and u.is_active
   and (c.ends_on is null or c.ends_on >= (as_of at time zone rekindle.zone(u.timezone))::date)
   and not exists (
     select from lms.course_enrolments e
      where e.user_id = u.user_id and e.course_id = c.course_id and e.unenrolled_at <= as_of)
