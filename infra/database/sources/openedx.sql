-- Open edX as the platform. The schema `openedx` holds foreign tables of mysql_fdw on its database, under the names that they have
-- there; docs/deploy/openedx.md says how. Run as whoever runs `migrate`, after it, as often as you like; then
-- `call from_openedx.refresh()` before each detection, which fills lms_data. There are no views over MySQL: what a view's filter would
-- ask is not sent there, and each message would read whole tables. Times are UTC without a zone.
create schema if not exists from_openedx;

-- Where it is, and up to when activities are copied: `update from_openedx.site set url = 'https://lms.example'`.
create table if not exists from_openedx.site (
  url text check (url ~ '^https://.*[^/]$'),
  read_until timestamp not null default '1970-01-01',
  is_only boolean primary key default true check (is_only)
);
insert into from_openedx.site default values on conflict do nothing;

-- A course has a key and no number: it gets one, for ever. MySQL compares keys without case, PostgreSQL with it, so they are kept small.
create table if not exists from_openedx.courses (
  course_id bigint generated always as identity primary key, course_key text not null unique check (course_key = lower(course_key)));

-- A name as people write it is one field: what stands before its last word is the first name.
create or replace procedure from_openedx.refresh_users() language sql as $$
  insert into lms_data.users as u (user_id, first_name, last_name, email, phone_number, timezone, locale, region, is_active)
  select a.id, coalesce(nullif(a.first_name, ''), regexp_replace(n.name, '\s+\S+$', '')),
         coalesce(nullif(a.last_name, ''), substring(n.name from '\s(\S+)$')), case when not n.is_retired then a.email end,
         nullif(n.phone_number, ''), z.value, l.value, upper(nullif(n.country, '')),
         a.is_active = 1 and not n.is_retired and not exists (
           select from openedx.student_userstanding s where s.user_id = a.id and s.account_status = 'disabled')
    from openedx.auth_user a
    left join openedx.auth_userprofile p on p.user_id = a.id
    left join openedx.user_api_userpreference z on z.user_id = a.id and z.key = 'time_zone'
    left join openedx.user_api_userpreference l on l.user_id = a.id and l.key = 'pref-lang'
   cross join lateral (select btrim(coalesce(p.name, '')) as name, p.phone_number, p.country,
                              a.email like 'retired\_\_user%@retired.invalid' as is_retired) n
  on conflict (user_id) do update set (first_name, last_name, email, phone_number, timezone, locale, region, is_active)
    = (excluded.first_name, excluded.last_name, excluded.email, excluded.phone_number, excluded.timezone, excluded.locale,
       excluded.region, excluded.is_active)
   where (u.first_name, u.last_name, u.email, u.phone_number, u.timezone, u.locale, u.region, u.is_active) is distinct from
         (excluded.first_name, excluded.last_name, excluded.email, excluded.phone_number, excluded.timezone, excluded.locale,
          excluded.region, excluded.is_active)
$$;

-- A course that begins in 2030 has no date yet. One that is gone or shown to staff only is no course for learners.
create or replace procedure from_openedx.refresh_courses() language sql as $$
  insert into from_openedx.courses (course_key)
  select lower(o.id) from openedx.course_overviews_courseoverview o on conflict do nothing;
  insert into lms_data.courses as c (course_id, code, name, starts_on, ends_on, url)
  select k.course_id, o.display_number_with_default, coalesce(nullif(o.display_name, ''), o.display_number_with_default),
         nullif(o.start, timestamp '2030-01-01')::date, (o."end" - interval '1 second')::date, s.url || '/courses/' || o.id || '/course/'
    from openedx.course_overviews_courseoverview o
    join from_openedx.courses k on k.course_key = lower(o.id)
   cross join from_openedx.site s
   where o.visible_to_staff_only = 0
  on conflict (course_id) do update set (code, name, starts_on, ends_on, url)
    = (excluded.code, excluded.name, excluded.starts_on, excluded.ends_on, excluded.url);
  delete from lms_data.courses c using from_openedx.courses k
   where k.course_id = c.course_id and not exists (
     select from openedx.course_overviews_courseoverview o where lower(o.id) = k.course_key and o.visible_to_staff_only = 0)
$$;

-- Who is not active has left when the history says. Staff, of the course or its whole organisation, and whoever wants no mail about
-- the course have left it as they came.
create or replace procedure from_openedx.refresh_enrolments() language sql as $$
  insert into lms_data.course_enrolments as e (user_id, course_id, enrolled_at, unenrolled_at)
  select c.user_id, k.course_id, c.created at time zone 'UTC',
         case when c.is_active = 0 then coalesce(greatest(h.left_at, c.created), c.created, timestamp '2000-01-01')
              when t.user_id is not null or o.user_id is not null then coalesce(c.created, timestamp '2000-01-01') end at time zone 'UTC'
    from openedx.student_courseenrollment c
    join from_openedx.courses k on k.course_key = lower(c.course_id)
    left join (select y.user_id, lower(y.course_id) as course_key, max(y.history_date) as left_at
                 from openedx.student_courseenrollment_history y where y.is_active = 0 group by 1, 2) h
      on h.user_id = c.user_id and h.course_key = k.course_key
    left join (select distinct r.user_id, lower(r.course_id) as course_key, lower(r.org) as org from openedx.student_courseaccessrole r
                where r.role in ('staff', 'instructor', 'limited_staff')) t
      on t.user_id = c.user_id and (t.course_key = k.course_key or t.course_key = '' and k.course_key like 'course-v1:' || t.org || '+%')
    left join openedx.bulk_email_optout o on o.user_id = c.user_id and lower(o.course_id) = k.course_key
  on conflict (user_id, course_id) do update set (enrolled_at, unenrolled_at) = (excluded.enrolled_at, excluded.unenrolled_at)
   where (e.enrolled_at, e.unenrolled_at) is distinct from (excluded.enrolled_at, excluded.unenrolled_at);
  delete from lms_data.course_enrolments e using from_openedx.courses k
   where k.course_id = e.course_id and not exists (
     select from openedx.student_courseenrollment c where c.user_id = e.user_id and lower(c.course_id) = k.course_key)
$$;

-- Passed is done, and so is a certificate. What share of a course is done is kept nowhere in MySQL, so nobody has a percentage.
create or replace procedure from_openedx.refresh_progress() language sql as $$
  insert into lms_data.user_course_progress as p (user_id, course_id, completed_at)
  select d.user_id, k.course_id, min(d.at) at time zone 'UTC'
    from (
      select g.user_id, lower(g.course_id) as course_key, g.passed_timestamp as at
        from openedx.grades_persistentcoursegrade g where g.passed_timestamp is not null
      union all
      select c.user_id, lower(c.course_id), c.created_date
        from openedx.certificates_generatedcertificate c where c.status = 'downloadable') d
    join from_openedx.courses k on k.course_key = d.course_key
   group by 1, 2
  on conflict (user_id, course_id) do update set completed_at = excluded.completed_at where p.completed_at is distinct from excluded.completed_at
$$;

-- What people did since the last time, the newest moment of each learner and course. The bound is written into the statement: compared
-- with a value that is computed here it would not be sent, and the whole table would come.
create or replace procedure from_openedx.refresh_activities() language plpgsql as $$
declare
  since constant timestamp := (select s.read_until - interval '1 hour' from from_openedx.site s for update);
  until timestamp;
begin
  create temporary table fresh on commit drop as select 0::bigint as user_id, ''::text as course_key, null::timestamp as at where false;
  execute format(
    'insert into fresh select m.student_id, m.course_id, max(m.modified) from openedx.courseware_studentmodule m
      where m.modified >= timestamp %L group by m.student_id, m.course_id', since);
  execute format(
    'insert into fresh select b.user_id, b.course_key, max(b.modified) from openedx.completion_blockcompletion b
      where b.modified >= timestamp %L group by b.user_id, b.course_key', since);
  insert into lms_data.user_activities (user_id, course_id, activity_date, activity_type)
  select f.user_id, k.course_id, max(f.at) at time zone 'UTC', 'visit'
    from fresh f join from_openedx.courses k on k.course_key = lower(f.course_key)
   group by f.user_id, k.course_id
  having not exists (
    select from lms_data.user_activities a
     where a.user_id = f.user_id and a.course_id = k.course_id and a.activity_date >= max(f.at) at time zone 'UTC');
  select max(f.at) into until from fresh f;
  update from_openedx.site set read_until = greatest(read_until, until);
end
$$;

create or replace procedure from_openedx.refresh() language plpgsql as $$
begin
  call from_openedx.refresh_users();
  call from_openedx.refresh_courses();
  call from_openedx.refresh_enrolments();
  call from_openedx.refresh_progress();
  call from_openedx.refresh_activities();
end
$$;
