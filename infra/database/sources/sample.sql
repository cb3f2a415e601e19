-- Generated learners: `local-runner sample` fills lms itself and this table, from which progress is played.
drop schema if exists sample cascade;
create schema sample;

create table sample.progress_events (
  user_id bigint, course_id bigint, occurred_at timestamptz, modules_completed int, completion_percentage numeric(5, 2));

-- load

create index on sample.progress_events (occurred_at);
create table sample.played (is_only boolean primary key default true check (is_only), until timestamptz not null);
insert into sample.played (until) values ('-infinity');

-- Brings progress to what the platform knew at `until`; everything else is dated and needs no playing.
create function sample.play(until timestamptz) returns bigint
language plpgsql as $$
declare
  since timestamptz;
  changed bigint;
begin
  select p.until into since from sample.played p for update;
  if until < since then
    delete from lms_data.user_course_progress p using sample.progress_events e
     where p.user_id = e.user_id and p.course_id = e.course_id;
    since := '-infinity';
  end if;
  insert into lms_data.user_course_progress as p (user_id, course_id, completion_percentage, modules_completed,
         last_accessed_at, completed_at)
  select distinct on (e.user_id, e.course_id) e.user_id, e.course_id, e.completion_percentage, e.modules_completed,
         e.occurred_at, case when e.completion_percentage >= 100 then e.occurred_at end
    from sample.progress_events e
   where e.occurred_at > since and e.occurred_at <= until
   order by e.user_id, e.course_id, e.modules_completed desc
  on conflict (user_id, course_id) do update
    set completion_percentage = excluded.completion_percentage, modules_completed = excluded.modules_completed,
        last_accessed_at = excluded.last_accessed_at, completed_at = coalesce(p.completed_at, excluded.completed_at);
  get diagnostics changed = row_count;
  update sample.played p set until = play.until;
  return changed;
end
$$;

-- include invented
-- include cast

insert into invented.progress (user_id, course_id, at, modules, percentage)
select user_id, course_id, occurred_at, modules_completed, completion_percentage from sample.progress_events;
select invented.make(
  '[10000001,20000000)',
  (select (min(enrolled_at) - interval '30 days')::date from lms_data.course_enrolments
    where course_id in (select course_id from sample.progress_events)),
  (select max(occurred_at)::date from sample.progress_events), 8);

analyze lms_data.users, lms_data.courses, lms_data.course_enrolments, lms_data.user_activities;
