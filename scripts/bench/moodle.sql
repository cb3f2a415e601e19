-- A Moodle of 100,000 learners in three courses each, with 10,000,000 rows of log in bursts of eight over the last 120 days.
delete from conform.learners;
truncate moodle.mdl_user, moodle.mdl_course, moodle.mdl_context, moodle.mdl_role_assignments, moodle.mdl_enrol, moodle.mdl_user_enrolments,
  moodle.mdl_user_lastaccess, moodle.mdl_course_modules, moodle.mdl_course_modules_completion, moodle.mdl_course_completions,
  moodle.mdl_logstore_standard_log, moodle.mdl_assign, moodle.mdl_assign_submission, moodle.mdl_assign_user_flags, moodle.mdl_assign_overrides;
insert into moodle.mdl_user (id, confirmed, username, firstname, lastname, email, timezone)
select 1000 + n, 1, 'u' || n, 'Amara', 'L' || n, 'u' || n || '@learn.example', 'Europe/London' from generate_series(1, 100000) n;
insert into moodle.mdl_course (id, category, fullname, shortname, enablecompletion)
select 10 + n, 1, 'Course ' || n, 'C' || n, 1 from generate_series(0, 299) n;
insert into moodle.mdl_context (id, contextlevel, instanceid) select c.id, 50, c.id from moodle.mdl_course c;
insert into moodle.mdl_enrol (id, enrol, courseid) select c.id, 'manual', c.id from moodle.mdl_course c;
insert into moodle.mdl_user_enrolments (enrolid, userid, timeend, timecreated, status)
select 10 + (n * 7 + k * 100) % 300, 1000 + n, 0, extract(epoch from conform.at())::bigint - 200 * 86400, (n % 20 = 0)::int
  from generate_series(1, 100000) n cross join generate_series(0, 2) k;
insert into moodle.mdl_role_assignments (roleid, contextid, userid) select 5, e.enrolid, e.userid from moodle.mdl_user_enrolments e;
insert into moodle.mdl_course_modules (id, course, module, instance, completion)
select c.id * 100 + m, c.id, 15, 1, 2 from moodle.mdl_course c cross join generate_series(1, 10) m;
insert into moodle.mdl_course_modules_completion (coursemoduleid, userid, completionstate, timemodified)
select e.enrolid * 100 + m, e.userid, 1, 1 from moodle.mdl_user_enrolments e cross join generate_series(1, 10) m where m <= e.userid % 11;
insert into moodle.mdl_course_completions (userid, course, timecompleted)
select e.userid, e.enrolid, case when e.userid % 11 = 10 then extract(epoch from conform.at())::bigint - 86400 end from moodle.mdl_user_enrolments e;
insert into moodle.mdl_logstore_standard_log (eventname, component, action, target, crud, edulevel, contextlevel, contextinstanceid, userid,
       courseid, timecreated, origin)
select '\core\event\course_viewed', 'core', 'viewed', 'course', 'r', 2, 50, v.course, v.learner, v.course, v.at + k * 40, 'web'
  from (select 1001 + b % 100000 as learner, 10 + ((1 + b % 100000) * 7 + b / 100000 % 3 * 100) % 300 as course,
               extract(epoch from conform.at())::bigint - 3600 - hashint8(b)::bigint % 5184000 - 5184000 as at
          from generate_series(0, 1249999) b order by 3) v
 cross join generate_series(0, 7) k;
create index on moodle.mdl_user_enrolments (userid);
create index on moodle.mdl_role_assignments (userid, contextid);
create unique index on moodle.mdl_course_modules_completion (userid, coursemoduleid);
vacuum analyze;
