-- Who signed up, and where they say when they have time.
select coalesce(nullif(btrim(u.first_name), ''), u.last_name) as name,
       btrim(u.email) as email,
       rekindle.link('profile', u.user_id::text) as profile_url,
       'your account' as subject_name
  from lms.users u
 where u.user_id = learner and u.is_active
