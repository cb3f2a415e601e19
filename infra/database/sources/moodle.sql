-- Moodle 4 and 5 as the platform. The schema `moodle` holds its tables, or foreign tables or views on them, under the names that they
-- have there with the prefix `mdl_`; docs/deploy/moodle.md says how. Run as whoever runs `migrate`, after it, as often as you like; then
-- `call from_moodle.refresh()` before each detection.
--
-- Moodle counts time in seconds since 1970, and 0 is no time. Nothing here asks what time it is: views are read at any moment.
create schema if not exists from_moodle;
grant usage on schema from_moodle, moodle to rekindle_owner;
grant select on all tables in schema moodle to rekindle_owner;

-- Where the site is, which stands in config.php and in no table: `update from_moodle.site set url = 'https://moodle.example'`.
create table if not exists from_moodle.site (
  url text check (url ~ '^https://.*[^/]$'),
  read_until bigint not null default 0,                     -- up to which second the log is copied
  is_only boolean primary key default true check (is_only)
);
insert into from_moodle.site default values on conflict do nothing;

-- Who was ever seen in which course: who has left is not found in Moodle any more.
create table if not exists from_moodle.visitors (
  user_id bigint, course_id bigint, seen_at timestamptz not null, primary key (user_id, course_id));

create or replace function from_moodle.moment(seconds bigint) returns timestamptz language sql immutable parallel safe
return case when seconds > 0 and seconds < 2147483647 then to_timestamp(seconds) end;

-- What the site has set, as one row. A view and no function: handlers read views with the rights of the views' owner, and what a
-- function reads with their own, which end at `lms`.
create or replace view from_moodle.settings as
select t.url, coalesce(max(c.value) filter (where c.name = 'lang'), 'en') as language,
  coalesce(max(c.value) filter (where c.name = 'forcetimezone'), '99') as forced_zone,
  max(c.value) filter (where c.name = 'timezone') as zone, max(c.value) filter (where c.name = 'siteguest') as guest
from from_moodle.site t left join moodle.mdl_config c on c.name in ('lang', 'forcetimezone', 'timezone', 'siteguest')
group by t.url;
grant select on all tables in schema from_moodle to rekindle_owner;

-- A name as people read it: of texts in several languages the one of `language` or else the first, without marks.
create or replace function from_moodle.plain(written text, language text) returns text language plpgsql immutable parallel safe as $$
declare
  one constant text := '<span[^>]*class="multilang"[^>]*>.*?</span>';
  several text;
  chosen text;
begin
  if written !~ '[<&{]' then return written; end if;
  written := regexp_replace(written, '\{mlang\s+([A-Za-z_-]+)\}(.*?)\{mlang\}', '<span class="multilang" lang="\1">\2</span>', 'g');
  for several in select m[1] from regexp_matches(written, '(' || one || '(?:\s*' || one || ')+)', 'g') m loop
    chosen := coalesce(
      (regexp_match(several, '<span[^>]*lang="' || language || '"[^>]*>(.*?)</span>'))[1], (regexp_match(several, '>(.*?)</span>'))[1]);
    written := replace(written, several, chosen);
  end loop;
  written := regexp_replace(written, '<[^>]*>', '', 'g');
  written := replace(replace(replace(replace(written, '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&#39;', '''');
  return btrim(replace(replace(written, '&nbsp;', ' '), '&amp;', '&'));
end
$$;

-- `forcetimezone` is everybody's; 99 is the site's own. Offsets of old releases, as 5.5, are known to the product.
create or replace view lms.users as
select u.id as user_id, u.firstname::text as first_name, u.lastname::text as last_name, null::text as title,
  case when u.emailstop = 0 then nullif(btrim(u.email), '') end as email,
  coalesce(nullif(btrim(u.phone2), ''), nullif(btrim(u.phone1), '')) as phone_number,
  case when s.forced_zone <> '99' then s.forced_zone when u.timezone in ('99', '') then s.zone else u.timezone::text end as timezone,
  split_part(u.lang, '_', 1) || coalesce('-' || upper(nullif(split_part(u.lang, '_', 2), '')), '') as locale,
  nullif(upper(u.country), '') as region,
  u.suspended = 0 and u.confirmed = 1 and u.auth <> 'nologin' as is_active
from moodle.mdl_user u
cross join from_moodle.settings s
where u.deleted = 0 and u.username <> 'guest' and u.id::text is distinct from s.guest;

-- The site itself is a course without a category. Modules that hidden ones are count, as they do in Moodle's own figure.
create or replace view lms.courses as
select c.id as course_id, c.shortname::text as code, from_moodle.plain(c.fullname, s.language) as name, m.total as total_modules,
  null::numeric(6, 2) as cpd_points,
  (from_moodle.moment(c.startdate) at time zone coalesce(z.zone, 'UTC'))::date as starts_on,
  ((from_moodle.moment(c.enddate) - interval '1 second') at time zone coalesce(z.zone, 'UTC'))::date as ends_on,
  s.url || '/course/view.php?id=' || c.id as url
from moodle.mdl_course c
cross join from_moodle.settings s
left join rekindle.time_zones z on z.name = rekindle.zone_name(s.zone) and z.is_known
left join (select cm.course, count(*)::int as total from moodle.mdl_course_modules cm
            where cm.completion > 0 and cm.deletioninprogress = 0 group by cm.course) m
  on m.course = c.id and c.enablecompletion = 1
where c.category <> 0 and c.visible = 1;

-- Everybody who was ever seen in a course or stands in its list. Who learns there: has an enrolment that is active by a method that is
-- active, and the role of a student. Several methods are one enrolment. Who does not, has left: a teacher as they came, who is suspended
-- when that was written, and who is not in the list any more when they were last seen. An enrolment that begins later than it was made
-- is one that comes back.
create or replace view lms.course_enrolments as
select p.user_id, p.course_id,
  case when p.is_open then p.begins when p.ends is not null then least(p.begins, p.ends) else least(p.entered, p.changed) end as enrolled_at,
  case when p.is_open then case when p.begins > p.entered then p.entered end
       else coalesce(p.ends, p.changed, p.seen) end as unenrolled_at
from (
  select a.user_id, a.course_id, bool_or(a.is_active and a.ends is null) as is_open, min(a.begins) filter (where a.is_active) as begins,
         max(a.ends) filter (where a.is_active) as ends, min(a.entered) as entered, max(a.changed) as changed, max(a.seen) as seen
    from (
      select ue.userid as user_id, e.courseid as course_id, ue.status = 0 and e.status = 0 and exists (
               select from moodle.mdl_role_assignments ra
                 join moodle.mdl_context x on x.id = ra.contextid and x.contextlevel = 50
                 join moodle.mdl_role r on r.id = ra.roleid and r.archetype = 'student'
                where ra.userid = ue.userid and x.instanceid = e.courseid) as is_active,
             coalesce(from_moodle.moment(ue.timestart), from_moodle.moment(ue.timecreated), 'epoch') as begins,
             from_moodle.moment(ue.timeend) as ends, from_moodle.moment(ue.timecreated) as entered,
             coalesce(from_moodle.moment(ue.timemodified), from_moodle.moment(ue.timecreated)) as changed, null::timestamptz as seen
        from moodle.mdl_user_enrolments ue join moodle.mdl_enrol e on e.id = ue.enrolid
      union all
      select v.user_id, v.course_id, false, null, null, null, null, v.seen_at from from_moodle.visitors v) a
   group by a.user_id, a.course_id) p;

-- State 3 is failed, which is not done. Whoever has done nothing has no row, and nobody has a percentage where Moodle tracks none.
create or replace view lms.user_course_progress as
select d.user_id, d.course_id,
  coalesce(least(100, round(100.0 * count(d.module) / nullif(max(d.total), 0), 2)), 0)::numeric(5, 2) as completion_percentage,
  count(d.module)::int as modules_completed, max(d.seen) as last_accessed_at, max(d.completed) as completed_at
from (
  select cmc.userid as user_id, cm.course as course_id, cm.id as module, t.total, null::timestamptz as seen, null::timestamptz as completed
    from moodle.mdl_course_modules_completion cmc
    join moodle.mdl_course_modules cm on cm.id = cmc.coursemoduleid and cm.completion > 0 and cm.deletioninprogress = 0
    join moodle.mdl_course c on c.id = cm.course and c.enablecompletion = 1
    join (select m.course, count(*) as total from moodle.mdl_course_modules m
           where m.completion > 0 and m.deletioninprogress = 0 group by m.course) t on t.course = cm.course
   where cmc.completionstate in (1, 2)
  union all
  select cc.userid, cc.course, null, null, null, from_moodle.moment(cc.timecompleted)
    from moodle.mdl_course_completions cc where cc.timecompleted > 0
  union all
  select l.userid, l.courseid, null, null, from_moodle.moment(l.timeaccess), null from moodle.mdl_user_lastaccess l) d
group by d.user_id, d.course_id;

create or replace view lms.assignments as
select a.id as assignment_id, a.course as course_id, from_moodle.plain(a.name, s.language) as title,
  from_moodle.moment(a.duedate) as due_at, null::timestamptz as cancelled_at, s.url || '/mod/assign/view.php?id=' || cm.id as url
from moodle.mdl_assign a
join moodle.mdl_modules m on m.name = 'assign'
join moodle.mdl_course_modules cm on cm.module = m.id and cm.instance = a.id and cm.visible = 1 and cm.deletioninprogress = 0
cross join from_moodle.settings s
where a.duedate > 0;

-- An extension is the teacher's last word, then comes an override for the learner, then those for their groups: the lowest counts.
create or replace view lms.assignment_dates as
select d.assignment_id, d.user_id, (array_agg(d.due_at order by d.rank, d.place))[1] as due_at
from (
  select f.assignment as assignment_id, f.userid as user_id, from_moodle.moment(f.extensionduedate) as due_at, 1 as rank, 0::bigint as place
    from moodle.mdl_assign_user_flags f where f.extensionduedate > 0
  union all
  select o.assignid, o.userid, from_moodle.moment(o.duedate), 2, 0
    from moodle.mdl_assign_overrides o where o.userid is not null and o.duedate is not null
  union all
  select o.assignid, m.userid, from_moodle.moment(o.duedate), 3, o.sortorder
    from moodle.mdl_assign_overrides o join moodle.mdl_groups_members m on m.groupid = o.groupid
   where o.userid is null and o.duedate is not null) d
group by d.assignment_id, d.user_id;

-- Only what is handed in and was not given back: of several attempts the latest.
create or replace view lms.submissions as
select b.assignment as assignment_id, b.userid as user_id, to_timestamp(b.timemodified) as submitted_at
from moodle.mdl_assign_submission b
where b.status = 'submitted' and b.latest = 1 and b.userid > 0;

-- Copies what people did since the last time into lms_data: the newest moment of each hour, by the learner and by nobody in their
-- name, in courses; edulevel 2 is a learner's doing. A row is written at the end of the request that it is about, so the last hour is read once more.
create or replace procedure from_moodle.refresh() language plpgsql as $$
declare
  since constant bigint := (select greatest(0, s.read_until - 3600) from from_moodle.site s for update);
  until bigint;
begin
  create temporary table fresh on commit drop as
  select l.userid as user_id, l.courseid as course_id, to_timestamp(max(l.timecreated)) as activity_date, max(l.timecreated) as second
    from moodle.mdl_logstore_standard_log l
   where l.timecreated >= since and l.userid > 0 and l.courseid > 1 and l.edulevel = 2
     and l.realuserid is null and l.origin in ('web', 'ws')
   group by l.userid, l.courseid, l.timecreated / 3600;
  select max(f.second) into until from fresh f;
  if until is null then return; end if;
  delete from lms_data.user_activities a using fresh f
   where a.user_id = f.user_id and a.course_id = f.course_id
     and a.activity_date >= date_trunc('hour', f.activity_date, 'UTC') and a.activity_date <= f.activity_date;
  insert into lms_data.user_activities (user_id, course_id, activity_date, activity_type)
  select f.user_id, f.course_id, f.activity_date, 'visit' from fresh f;
  insert into from_moodle.visitors as v (user_id, course_id, seen_at)
  select f.user_id, f.course_id, max(f.activity_date) from fresh f group by 1, 2
  on conflict (user_id, course_id) do update set seen_at = greatest(v.seen_at, excluded.seen_at);
  update from_moodle.site set read_until = until;
end
$$;
