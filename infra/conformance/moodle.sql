-- The situations in the tables of Moodle 4 and 5: those columns of them that the views read. Run `situations.sql` before it and
-- `../database/sources/moodle.sql` after it.
drop schema if exists moodle cascade;
create schema moodle;

create table moodle.mdl_config (id bigserial primary key, name varchar(255) not null unique, value text not null);
create table moodle.mdl_user (
  id bigserial primary key, confirmed smallint not null default 0, deleted smallint not null default 0,
  suspended smallint not null default 0, username varchar(100) not null, firstname varchar(100) not null default '',
  lastname varchar(100) not null default '', email varchar(100) not null default '', emailstop smallint not null default 0,
  phone1 varchar(20) not null default '', phone2 varchar(20) not null default '', country varchar(2) not null default '',
  lang varchar(30) not null default 'en', timezone varchar(100) not null default '99', auth varchar(20) not null default 'manual');
create table moodle.mdl_course (
  id bigserial primary key, category bigint not null default 0, fullname varchar(1333) not null default '',
  shortname varchar(255) not null default '', startdate bigint not null default 0, enddate bigint not null default 0,
  visible smallint not null default 1, enablecompletion smallint not null default 0);
create table moodle.mdl_context (id bigserial primary key, contextlevel bigint not null, instanceid bigint not null);
create table moodle.mdl_role (id bigserial primary key, shortname varchar(100) not null, archetype varchar(30) not null);
create table moodle.mdl_role_assignments (
  id bigserial primary key, roleid bigint not null, contextid bigint not null, userid bigint not null,
  timemodified bigint not null default 0);
create table moodle.mdl_enrol (
  id bigserial primary key, enrol varchar(20) not null, status bigint not null default 0, courseid bigint not null);
create table moodle.mdl_user_enrolments (
  id bigserial primary key, status bigint not null default 0, enrolid bigint not null, userid bigint not null,
  timestart bigint not null default 0, timeend bigint not null default 2147483647, timecreated bigint not null default 0,
  timemodified bigint not null default 0, unique (enrolid, userid));
create table moodle.mdl_user_lastaccess (
  id bigserial primary key, userid bigint not null, courseid bigint not null, timeaccess bigint not null default 0);
create table moodle.mdl_modules (id bigserial primary key, name varchar(20) not null);
create table moodle.mdl_course_modules (
  id bigserial primary key, course bigint not null, module bigint not null, instance bigint not null, visible smallint not null default 1,
  completion smallint not null default 0, deletioninprogress smallint not null default 0);
create table moodle.mdl_course_modules_completion (
  id bigserial primary key, coursemoduleid bigint not null, userid bigint not null, completionstate smallint not null,
  timemodified bigint not null);
create table moodle.mdl_course_completions (
  id bigserial primary key, userid bigint not null, course bigint not null, timeenrolled bigint not null default 0,
  timestarted bigint not null default 0, timecompleted bigint, unique (userid, course));
create table moodle.mdl_logstore_standard_log (
  id bigserial primary key, eventname varchar(255) not null, component varchar(100) not null, action varchar(100) not null,
  target varchar(100) not null, crud varchar(1) not null, edulevel smallint not null, contextlevel bigint not null,
  contextinstanceid bigint not null, userid bigint not null, courseid bigint, relateduserid bigint, timecreated bigint not null,
  origin varchar(10), realuserid bigint);
create index on moodle.mdl_logstore_standard_log (timecreated);
create table moodle.mdl_assign (
  id bigserial primary key, course bigint not null, name varchar(1333) not null, duedate bigint not null default 0);
create table moodle.mdl_assign_submission (
  id bigserial primary key, assignment bigint not null, userid bigint not null, timemodified bigint not null, status varchar(10),
  latest smallint not null default 0);
create table moodle.mdl_assign_user_flags (
  id bigserial primary key, userid bigint not null, assignment bigint not null, extensionduedate bigint not null default 0);
create table moodle.mdl_assign_overrides (
  id bigserial primary key, assignid bigint not null, groupid bigint, userid bigint, sortorder bigint, duedate bigint);
create table moodle.mdl_groups_members (id bigserial primary key, groupid bigint not null, userid bigint not null);

insert into moodle.mdl_config (name, value) values
  ('timezone', 'Europe/London'), ('forcetimezone', '99'), ('siteguest', '1'), ('lang', 'en');
insert into moodle.mdl_role (id, shortname, archetype) values
  (3, 'editingteacher', 'editingteacher'), (5, 'student', 'student'), (6, 'guest', 'guest'), (9, 'parent', '');
insert into moodle.mdl_modules (id, name) values (1, 'assign'), (15, 'page');
insert into moodle.mdl_course (id, fullname, shortname) values (1, 'Our site', 'site');

create function conform.ago(back interval) returns bigint language sql immutable
return extract(epoch from conform.at() - back)::bigint;
create function conform.id(situation text) returns bigint language sql stable
return (select 100 + s.position from conform.situations s where s.name = situation);
create function conform.course(situation text) returns bigint language sql stable return 1000 + conform.id(situation);

create function conform.enrol(learner bigint, course bigint, method text, role bigint) returns void language sql as $$
  insert into moodle.mdl_enrol (enrol, courseid) values (method, course);
  insert into moodle.mdl_user_enrolments (enrolid, userid, timestart, timeend, timecreated, timemodified)
  select max(e.id), learner, 0, 0, conform.ago('60 days'), conform.ago('60 days') from moodle.mdl_enrol e;
  insert into moodle.mdl_role_assignments (roleid, contextid, userid)
  select role, c.id, learner from moodle.mdl_context c where c.contextlevel = 50 and c.instanceid = course
$$;
create function conform.make_course(course bigint) returns void language sql as $$
  insert into moodle.mdl_course (id, category, fullname, shortname, startdate, enablecompletion)
  values (course, 1, 'Course ' || course, 'C' || course, conform.ago('90 days'), 1);
  insert into moodle.mdl_context (contextlevel, instanceid) values (50, course);
  insert into moodle.mdl_course_modules (id, course, module, instance, completion) values
    (course * 10 + 1, course, 15, course, 2), (course * 10 + 2, course, 15, course, 2)
$$;
create function conform.visit(learner bigint, course bigint, back interval) returns void language sql as $$
  insert into moodle.mdl_logstore_standard_log (eventname, component, action, target, crud, edulevel, contextlevel,
         contextinstanceid, userid, courseid, timecreated, origin)
  values ('\core\event\course_viewed', 'core', 'viewed', 'course', 'r', 2, 50, course, learner, course, conform.ago(back), 'web')
$$;
create function conform.finish(learner bigint, course bigint, module int, state int) returns void language sql as $$
  insert into moodle.mdl_course_modules_completion (coursemoduleid, userid, completionstate, timemodified)
  values (course * 10 + module, learner, state, conform.ago('6 days'))
$$;

-- Everybody is first a learner who is silent for five days in a course of their own.
insert into moodle.mdl_user (id, confirmed, username, firstname, lastname, email, timezone)
select conform.id(s.name), 1, s.name, 'Amara', s.name, s.name || '@learn.example', 'Europe/London' from conform.situations s;
select conform.make_course(conform.course(s.name)), conform.enrol(conform.id(s.name), conform.course(s.name), 'manual', 5)
  from conform.situations s;
select conform.visit(conform.id(s.name), conform.course(s.name), '5 days -9 hours') from conform.situations s
 where s.name not in ('silent-three-days', 'silent-thirty-days', 'silent-too-long', 'never-visited', 'only-administrator-came', 'zone-far-west')
   and s.campaign = 'course-completion';
insert into conform.learners (situation, user_id, subject_id)
select s.name, conform.id(s.name), conform.course(s.name) from conform.situations s;
update conform.learners set user_id = null, subject_id = null, absence = 'Moodle has no such thing' where situation in (
  'concluded-term', 'term-against-course', 'section-ended', 'invited', 'unconfirmed-address', 'retired-address', 'zone-of-rails',
  'test-learner', 'other-shard', 'due-excused');

select conform.visit(conform.id('silent-three-days'), conform.course('silent-three-days'), '3 days -1 hour');
select conform.visit(conform.id('silent-thirty-days'), conform.course('silent-thirty-days'), '30 days -12 hours');
select conform.visit(conform.id('silent-too-long'), conform.course('silent-too-long'), '40 days');
select conform.visit(conform.id('active-yesterday'), conform.course('active-yesterday'), '12 hours');
select conform.visit(conform.id('active-two-days-ago'), conform.course('active-two-days-ago'), '36 hours');
select conform.finish(conform.id('halfway'), conform.course('halfway'), 1, 1);
select conform.finish(conform.id(n), conform.course(n), 1, 1), conform.finish(conform.id(n), conform.course(n), 2, 2)
  from unnest(array['done', 'done-by-modules', 'second-run-done']) n;
insert into moodle.mdl_course_completions (userid, course, timecompleted)
values (conform.id('done'), conform.course('done'), conform.ago('6 days')), (conform.id('halfway'), conform.course('halfway'), null);
select conform.finish(conform.id('failed-module'), conform.course('failed-module'), 1, 2),
       conform.finish(conform.id('failed-module'), conform.course('failed-module'), 2, 3);
select conform.finish(conform.id('deleted-module-left'), conform.course('deleted-module-left'), 1, 1);
update moodle.mdl_course_modules set deletioninprogress = 1 where id = conform.course('deleted-module-left') * 10 + 2;
update moodle.mdl_course set enablecompletion = 0 where id = conform.course('no-tracking');
update moodle.mdl_course set visible = 0 where id = conform.course('hidden-course');
delete from moodle.mdl_course where id = conform.course('deleted-course');
update moodle.mdl_course set enddate = conform.ago('-30 days') where id = conform.course('course-ends-later');
update moodle.mdl_course set enddate = conform.ago('2 days') where id = conform.course('course-ended');
update moodle.mdl_user set suspended = 1 where id = conform.id('suspended-account');
update moodle.mdl_user set confirmed = 0 where id = conform.id('unconfirmed-account');
update moodle.mdl_user set deleted = 1, email = md5('deleted-account'), username = 'deleted-account@learn.example.1790000000'
 where id = conform.id('deleted-account');
update moodle.mdl_user set username = 'guest', email = 'root@localhost' where id = conform.id('guest');
update moodle.mdl_config set value = conform.id('guest')::text where name = 'siteguest';
update moodle.mdl_user_enrolments set status = 1, timemodified = conform.ago('2 days')
 where userid in (conform.id('suspended-enrolment'), conform.id('two-methods-one-suspended'), conform.id('two-methods-both-suspended'));
update moodle.mdl_enrol set status = 1 where courseid = conform.course('method-disabled');
select conform.enrol(conform.id(n), conform.course(n), 'self', 5)
  from unnest(array['two-methods', 'two-methods-one-suspended', 'two-methods-both-suspended']) n;
update moodle.mdl_user_enrolments set status = 1 where userid = conform.id('two-methods-both-suspended');
update moodle.mdl_user_enrolments set timeend = conform.ago('7 days') where userid = conform.id('enrolment-over');
update moodle.mdl_user_enrolments set timeend = conform.ago('-30 days') where userid = conform.id('enrolment-ends-later');
update moodle.mdl_user_enrolments set timeend = 2147483647 where userid = conform.id('enrolment-without-end');
update moodle.mdl_user_enrolments set timestart = conform.ago('-14 days') where userid = conform.id('enrolment-not-begun');
delete from moodle.mdl_user_enrolments where userid in (conform.id('left'), conform.id('left-and-back'));
delete from moodle.mdl_role_assignments where userid in (conform.id('left'), conform.id('left-and-back'));
select conform.enrol(conform.id('left-and-back'), conform.course('left-and-back'), 'self', 5);
update moodle.mdl_user_enrolments set timecreated = conform.ago('5 days'), timestart = conform.ago('5 days')
 where userid = conform.id('left-and-back');

-- Runs of a course and other courses are courses of their own.
select conform.make_course(n) from generate_series(5001, 5004) n;
select conform.enrol(conform.id('second-run'), 5001, 'manual', 5), conform.visit(conform.id('second-run'), 5001, '20 days'),
       conform.finish(conform.id('second-run'), 5001, 1, 1), conform.finish(conform.id('second-run'), 5001, 2, 1);
select conform.enrol(conform.id('second-run-done'), 5002, 'manual', 5);
select conform.enrol(conform.id('elsewhere-active'), 5003, 'manual', 5), conform.visit(conform.id('elsewhere-active'), 5003, '1 day');
select conform.enrol(conform.id('teacher-elsewhere'), 5004, 'manual', 3), conform.visit(conform.id('teacher-elsewhere'), 5004, '6 days');
select conform.visit(conform.id('site-visited'), 1, '1 day');
update moodle.mdl_logstore_standard_log set courseid = 0, contextlevel = 10, contextinstanceid = 0
 where userid = conform.id('site-visited') and courseid = 1;
update moodle.mdl_role_assignments set roleid = 3 where userid in (conform.id('teacher'), conform.id('due-teacher'));
delete from moodle.mdl_user_enrolments where userid = conform.id('parent');
delete from moodle.mdl_role_assignments where userid = conform.id('parent');
insert into moodle.mdl_context (contextlevel, instanceid) values (30, conform.id('quiet'));
insert into moodle.mdl_role_assignments (roleid, contextid, userid)
select 9, c.id, conform.id('parent') from moodle.mdl_context c where c.contextlevel = 30;

select conform.visit(conform.id(n), conform.course(n), '1 day')
  from unnest(array['administrator-as-learner', 'only-administrator-came', 'task-ran', 'graded', 'enrolled-lately']) n;
update moodle.mdl_logstore_standard_log set realuserid = 2
 where userid in (conform.id('administrator-as-learner'), conform.id('only-administrator-came')) and timecreated = conform.ago('1 day');
update moodle.mdl_logstore_standard_log set origin = 'cli' where userid = conform.id('task-ran') and timecreated = conform.ago('1 day');
update moodle.mdl_logstore_standard_log
   set relateduserid = userid, userid = conform.id('teacher'), action = 'graded', target = 'user', edulevel = 1, crud = 'c'
 where userid = conform.id('graded') and timecreated = conform.ago('1 day');
update moodle.mdl_logstore_standard_log
   set relateduserid = userid, userid = 2, eventname = '\core\event\user_enrolment_created', action = 'created',
       target = 'user_enrolment', edulevel = 0, crud = 'c'
 where userid = conform.id('enrolled-lately') and timecreated = conform.ago('1 day');

update moodle.mdl_user set emailstop = 1 where id = conform.id('no-mail-wanted');
update moodle.mdl_user set email = '' where id = conform.id('no-address');
update moodle.mdl_user set timezone = 'Mars/Olympus' where id = conform.id('zone-unknown');
update moodle.mdl_user set timezone = '' where id = conform.id('zone-missing');
update moodle.mdl_user set timezone = '99' where id = conform.id('zone-of-platform');
update moodle.mdl_user set timezone = '5.5' where id = conform.id('zone-old-offset');
update moodle.mdl_user set timezone = 'Pacific/Pago_Pago' where id = conform.id('zone-far-west');
select conform.visit(conform.id('zone-far-west'), conform.course('zone-far-west'), '3 days -16 hours');
update moodle.mdl_user set lang = 'pt_br' where id = conform.id('language-with-country');
update moodle.mdl_course
   set fullname = '<span lang="de" class="multilang">Wundpflege</span> <span lang="en" class="multilang">Wound &amp; care</span>'
 where id = conform.course('name-with-markup');

insert into moodle.mdl_assign (id, course, name, duedate)
select conform.id(s.name), conform.course(s.name), 'Essay', conform.ago('-58 hours') from conform.situations s
 where s.campaign = 'assignment-due';
insert into moodle.mdl_course_modules (course, module, instance) select a.course, 1, a.id from moodle.mdl_assign a;
update conform.learners l set subject_id = l.user_id
  from conform.situations s where s.name = l.situation and s.campaign = 'assignment-due';
insert into moodle.mdl_assign_submission (assignment, userid, timemodified, status, latest) values
  (conform.id('due-handed-in'), conform.id('due-handed-in'), conform.ago('1 day'), 'submitted', 1),
  (conform.id('due-draft'), conform.id('due-draft'), conform.ago('1 day'), 'draft', 1),
  (conform.id('due-reopened'), conform.id('due-reopened'), conform.ago('2 days'), 'submitted', 0),
  (conform.id('due-reopened'), conform.id('due-reopened'), conform.ago('1 day'), 'reopened', 1),
  (conform.id('due'), conform.id('due'), conform.ago('1 day'), 'new', 1);
update moodle.mdl_course_modules set visible = 0 where module = 1 and instance = conform.id('due-hidden');
update moodle.mdl_assign set duedate = 0 where id = conform.id('due-without-date');
update moodle.mdl_user_enrolments set status = 1 where userid = conform.id('due-suspended');
select conform.enrol(conform.id('due-twice-enrolled'), conform.course('due-twice-enrolled'), 'self', 5);
update moodle.mdl_assign set duedate = conform.ago('7 days') where id = conform.id('due-extended-until-soon');
insert into moodle.mdl_assign_user_flags (userid, assignment, extensionduedate) values
  (conform.id('due-extended'), conform.id('due-extended'), conform.ago('-30 days'));
insert into moodle.mdl_assign_overrides (assignid, userid, duedate) values
  (conform.id('due-extended-until-soon'), conform.id('due-extended-until-soon'), conform.ago('-58 hours'));
