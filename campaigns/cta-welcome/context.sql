-- What a new student and who approved them are told: each in their own time.
select student.title,
       coalesce(rekindle.name_beside_title(student.title, student.first_name), student.last_name, 'new student') as student_name,
       student.last_name,
       coalesce(rekindle.name_beside_title(student.title, student.first_name), 'your new account') as subject_name,
       rekindle.email_address(student.email) as email,
       o.login_url as login_link,
       o.profile_url as profile_link,
       o.is_new as is_new,
       to_char(o.call_at at time zone zone.name, 'FMDay, FMDD FMMonth, HH24:MI') as call_time,
       o.call_at is not null and o.call_at > as_of as has_call,
       owner.first_name as call_owner
  from rekindle.onboardings o
  join lms.users reader on reader.user_id = learner and learner in (o.user_id, o.admin_id)
  join lms.users student on student.user_id = o.user_id and student.is_active
  left join lms.users owner on owner.user_id = o.call_owner_id
 cross join lateral rekindle.local_zone(reader.timezone) zone
 where o.approval_id = subject
