-- The Open University Learning Analytics Dataset (Kuzilek, Hlosta, Zdrahal 2017, doi 10.1038/sdata.2017.171, CC BY 4.0)
-- as a source of learners. Its data have days, not times: what happened on a day stands at noon in the learner's zone.
drop schema if exists oulad cascade;
create schema oulad;

create table oulad.users (user_id bigint primary key, email_synthetic text, timezone_assumed text, region text);
create table oulad.courses (
  course_id bigint primary key, code text, starts_on_assumed date, ends_on_assumed date, length_days int, total_modules int);
create table oulad.enrolments (
  user_id bigint, course_id bigint, enrolled_on date, unenrolled_on date, final_result text,
  primary key (user_id, course_id));
create table oulad.user_activities (
  user_id bigint, course_id bigint, activity_type text, detail text, activity_date date, click_count int);
create table oulad.progress_events (
  user_id bigint, course_id bigint, occurred_on date, modules_completed int, completion_percentage numeric(5, 2));
create table oulad.user_course_progress_final (
  user_id bigint, course_id bigint, completion_percentage numeric(5, 2), modules_completed int, total_modules int,
  last_accessed_at date, completed_at date, primary key (user_id, course_id));

-- load

create index on oulad.progress_events (occurred_on);
analyze oulad.progress_events;

create function oulad.noon(day date) returns timestamptz
language sql immutable parallel safe
return (day + time '12:00') at time zone 'Europe/London';

-- Names, telephone numbers and links are invented from the ids. The numbers are those that Ofcom keeps free for drama.
insert into lms_data.users (user_id, first_name, last_name, title, email, phone_number, timezone, locale, region)
select u.user_id,
       (array['Amara', 'Ben', 'Chloe', 'Dev', 'Ella', 'Farid', 'Grace', 'Hugo', 'Isla', 'Jonas', 'Keira', 'Liam', 'Maya',
              'Noah', 'Orla', 'Priya', 'Quinn', 'Rosa', 'Sam', 'Tara', 'Umar', 'Vera', 'Will', 'Yasmin'])[u.user_id % 24 + 1],
       (array['Adams', 'Baker', 'Clarke', 'Dixon', 'Evans', 'Fisher', 'Grant', 'Hughes', 'Irwin', 'Jones', 'Khan', 'Lewis',
              'Mason', 'Nolan', 'Owen', 'Patel', 'Reid', 'Shaw', 'Turner', 'Walsh', 'Young'])[u.user_id / 24 % 21 + 1],
       case when u.user_id % 10 = 0 then 'Dr.' end,
       u.email_synthetic, '+447700900' || lpad((u.user_id % 1000)::text, 3, '0'), u.timezone_assumed, 'en-GB', u.region
  from oulad.users u
on conflict (user_id) do update set (first_name, last_name, title, email, phone_number, timezone, locale, region)
  = (excluded.first_name, excluded.last_name, excluded.title, excluded.email, excluded.phone_number, excluded.timezone,
     excluded.locale, excluded.region);

insert into lms_data.courses (course_id, code, name, total_modules, starts_on, ends_on, url)
select c.course_id, c.code, 'Module ' || c.code, c.total_modules, c.starts_on_assumed, c.ends_on_assumed,
       'https://learn.example.org/courses/' || lower(c.code)
  from oulad.courses c
on conflict (course_id) do update set (code, name, total_modules, starts_on, ends_on, url)
  = (excluded.code, excluded.name, excluded.total_modules, excluded.starts_on, excluded.ends_on, excluded.url);

delete from lms_data.course_enrolments where course_id in (select course_id from oulad.courses);
insert into lms_data.course_enrolments (user_id, course_id, enrolled_at, unenrolled_at)
select e.user_id, e.course_id, oulad.noon(e.enrolled_on), oulad.noon(e.unenrolled_on) from oulad.enrolments e;

delete from lms_data.user_activities where course_id in (select course_id from oulad.courses);
insert into lms_data.user_activities (user_id, course_id, activity_date, activity_type)
select a.user_id, a.course_id, oulad.noon(a.activity_date), a.activity_type from oulad.user_activities a;

delete from lms_data.user_course_progress where course_id in (select course_id from oulad.courses);
create table oulad.played (is_only boolean primary key default true check (is_only), until timestamptz not null);
insert into oulad.played (until) values ('-infinity');

-- Brings progress to what the platform knew at `until`: submissions and completions dated up to then. Activity, withdrawals
-- and the ends of courses need no playing: they are dated, and statements look no further than the time they are given.
create function oulad.play(until timestamptz) returns bigint
language plpgsql as $$
declare
  since timestamptz;
  changed bigint;
begin
  select p.until into since from oulad.played p for update;
  if until < since then
    delete from lms_data.user_course_progress where course_id in (select course_id from oulad.courses);
    since := '-infinity';
  end if;
  insert into lms_data.user_course_progress as p (user_id, course_id, completion_percentage, modules_completed,
         last_accessed_at, completed_at)
  select distinct on (e.user_id, e.course_id) e.user_id, e.course_id, e.completion_percentage, e.modules_completed,
         oulad.noon(e.occurred_on), case when e.completion_percentage >= 100 then oulad.noon(e.occurred_on) end
    from oulad.progress_events e
   where (since = '-infinity' or e.occurred_on >= (since at time zone 'Europe/London')::date)
     and e.occurred_on <= (until at time zone 'Europe/London')::date
     and oulad.noon(e.occurred_on) > since and oulad.noon(e.occurred_on) <= until
   order by e.user_id, e.course_id, e.occurred_on desc, e.modules_completed desc, e.completion_percentage desc
  on conflict (user_id, course_id) do update
    set completion_percentage = greatest(p.completion_percentage, excluded.completion_percentage),
        modules_completed = greatest(p.modules_completed, excluded.modules_completed),
        last_accessed_at = greatest(p.last_accessed_at, excluded.last_accessed_at),
        completed_at = coalesce(p.completed_at, excluded.completed_at);
  get diagnostics changed = row_count;
  update oulad.played p set until = play.until;
  return changed;
end
$$;

-- include invented

insert into invented.progress (user_id, course_id, at, modules, percentage)
select user_id, course_id, oulad.noon(occurred_on), modules_completed, completion_percentage from oulad.progress_events;
select invented.make(
  (select int8range(min(user_id), max(user_id), '[]') from oulad.users),
  (select min(occurred_on) from oulad.progress_events), (select max(occurred_on) from oulad.progress_events), 40);

analyze lms_data.users, lms_data.courses, lms_data.course_enrolments, lms_data.user_activities;
