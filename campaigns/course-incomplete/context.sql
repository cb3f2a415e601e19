-- What the messages know about one learner and one unfinished course; no row once there is nothing to write about.
-- No progress row means 0 %. What colleagues did counts from five on; who is named has agreed to it. The list of modules
-- stands only where it is as long as the count.
select u.title,
       rekindle.name_beside_title(u.title, u.first_name) as first_name,
       u.last_name,
       c.name as course_name,
       c.name as subject_name,
       c.url as shortlink,
       d.topic as course_topic,
       d.topic is not null as has_course_topic,
       d.clinical_area,
       d.clinical_area is not null as has_clinical_area,
       done.percentage as completion_percentage,
       done.percentage > 0 as has_progress,
       done.percentage between 1 and 49 as started,
       done.percentage between 50 and 79 as halfway,
       done.percentage >= 80 as nearly_done,
       done.modules as completed_modules,
       c.total_modules,
       left_over.count as remaining_modules_count,
       coalesce(left_over.count > 0, false) as has_remaining_modules,
       coalesce(left_over.count = 1, false) as one_module_left,
       case when left_over.count = ahead.count then ahead.modules end as remaining_modules,
       coalesce(left_over.count = ahead.count, false) as has_module_list,
       case when left_over.count = ahead.count then ahead.modules -> 0 ->> 'module_name' end as next_module,
       case when left_over.count = ahead.count then upcoming.modules end as upcoming_content,
       coalesce(left_over.count = ahead.count and upcoming.modules is not null, false) as has_upcoming_content,
       case when left_over.count = ahead.count then rekindle.minutes_in_words(ahead.minutes) end as estimated_time,
       coalesce(left_over.count = ahead.count and ahead.minutes >= 1, false) as has_estimated_time,
       rekindle.minutes_in_words(spent.minutes) as time_spent,
       coalesce(spent.minutes >= 1, false) as has_time_spent,
       c.cpd_points,
       coalesce(c.cpd_points > 0, false) as has_cpd_points,
       coalesce(c.cpd_points = 1, false) as one_cpd_point,
       to_char(visit.at at time zone zone.name, 'FMDD FMMonth') as last_access_date,
       visit.at is not null as has_last_access,
       to_char(x.expires_at at time zone zone.name, 'FMDD FMMonth YYYY') as expiry_date,
       (x.expires_at at time zone zone.name)::date - local.today as days_remaining,
       coalesce((x.expires_at at time zone zone.name)::date > local.today, false) as has_expiry,
       coalesce((x.expires_at at time zone zone.name)::date = local.today + 1, false) as one_day_remaining,
       rekindle.enough(f.completed_7d) as completed_count_7d,
       coalesce(f.completed_7d >= 5, false) as has_completed_count_7d,
       rekindle.enough(f.completed_30d) as completed_count_30d,
       coalesce(f.completed_30d >= 5, false) as has_completed_count_30d,
       trunc(f.completion_rate)::int as course_completion_rate,
       coalesce(f.completion_rate >= 1 and f.completed_30d >= 5, false) as has_course_completion_rate,
       f.rating as course_rating,
       coalesce(f.rating_count >= 5 and f.rating is not null, false) as has_course_rating,
       f.popular_module,
       f.popular_module is not null as has_popular_module,
       peer.author_name as peer_name,
       peer.author_specialty as peer_specialty,
       peer.author_location as peer_location,
       peer.body as peer_testimonial,
       peer.author_name is not null as has_peer,
       peer.author_specialty is not null as has_peer_specialty,
       peer.author_location is not null as has_peer_location,
       peer.body is not null as has_peer_testimonial,
       other.body as other_testimonial,
       other.author_name as other_testimonial_author,
       other.author_location as other_testimonial_location,
       other.body is not null as has_other_testimonial,
       other.author_location is not null as has_other_testimonial_location
  from lms.users u
  join lms.courses c on c.course_id = subject
  left join lms.course_details d on d.course_id = c.course_id
  left join lms.course_access x on x.user_id = u.user_id and x.course_id = c.course_id
  left join lms.user_course_progress p on p.user_id = u.user_id and p.course_id = c.course_id
 cross join lateral rekindle.local_zone(u.timezone) zone
 cross join lateral (select (as_of at time zone zone.name)::date as today) local
 cross join lateral (
    select least(trunc(coalesce(p.completion_percentage, 0)), 99)::int as percentage,
           coalesce(p.modules_completed, 0) as modules) done
 cross join lateral (select greatest(c.total_modules - done.modules, 0) as count) left_over
 cross join lateral (
    select count(*) as count, sum(m.duration_minutes) as minutes,
           jsonb_agg(jsonb_build_object(
             'module_number', m.module_number, 'module_name', m.name, 'duration', rekindle.minutes_in_words(m.duration_minutes),
             'has_duration', coalesce(m.duration_minutes >= 1, false)) order by m.module_number) as modules
      from lms.course_modules m
     where m.course_id = c.course_id and not exists (
       select from lms.module_completions k
        where k.user_id = u.user_id and k.course_id = m.course_id and k.module_number = m.module_number
          and k.completed_at <= as_of)) ahead
 cross join lateral (
    select jsonb_agg(jsonb_build_object('module_number', m.module_number, 'module_name', m.name,
             'key_learnings', m.learnings) order by m.module_number) as modules
      from (select m.module_number, m.name, rekindle.lines(m.key_learnings) as learnings
              from lms.course_modules m
             where m.course_id = c.course_id and rekindle.lines(m.key_learnings) is not null and not exists (
               select from lms.module_completions k
                where k.user_id = u.user_id and k.course_id = m.course_id and k.module_number = m.module_number
                  and k.completed_at <= as_of)
             order by m.module_number limit 3) m) upcoming
 cross join lateral (
    select sum(k.minutes) as minutes from lms.module_completions k
     where k.user_id = u.user_id and k.course_id = c.course_id and k.completed_at <= as_of) spent
  left join lateral (
    select a.activity_date as at from lms.user_activities a
     where a.user_id = u.user_id and a.course_id = c.course_id and a.activity_date <= as_of
       and a.activity_type not in ('enrolled', 'unenrolled')
     order by a.activity_date desc limit 1) visit on true
  left join lateral (
    select g.* from lms.course_figures g
     where g.course_id = c.course_id and g.counted_on between local.today - 7 and local.today
     order by g.counted_on desc limit 1) f on true
  left join lateral (
    select t.* from lms.testimonials t
     where t.about = 'course' and t.subject_id = c.course_id and t.consented_at <= as_of
       and (t.withdrawn_at is null or t.withdrawn_at > as_of)
     order by t.testimonial_id limit 1) peer on true
  left join lateral (
    select t.* from lms.testimonials t
     where t.about = 'course' and t.subject_id = c.course_id and t.consented_at <= as_of
       and (t.withdrawn_at is null or t.withdrawn_at > as_of) and btrim(t.body) <> '' and t.testimonial_id <> peer.testimonial_id
     order by t.testimonial_id limit 1) other on true
 where u.user_id = learner and u.is_active
   and (c.ends_on is null or c.ends_on >= local.today)
   and (x.expires_at is null or x.expires_at > as_of)
   and not exists (
     select from lms.course_enrolments e
      where e.user_id = u.user_id and e.course_id = c.course_id and rekindle.has_left(e.enrolled_at, e.unenrolled_at, as_of))
