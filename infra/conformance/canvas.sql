-- The situations in the tables of Canvas: those columns of them that the views read. Run `situations.sql` before it and
-- `../database/sources/canvas.sql` after it.
drop schema if exists canvas cascade;
create schema canvas;

create table canvas.accounts (
  id bigint primary key, parent_account_id bigint, default_time_zone varchar(255), default_locale varchar(255),
  workflow_state varchar(255) not null default 'active');
create table canvas.users (
  id bigint primary key, name varchar(255), sortable_name varchar(255), workflow_state varchar(255) not null, time_zone varchar(255),
  locale varchar(255), browser_locale varchar(255));
create table canvas.pseudonyms (
  id bigserial primary key, user_id bigint not null, account_id bigint not null, workflow_state varchar(255) not null,
  unique_id varchar(255) not null, position int);
create table canvas.communication_channels (
  id bigserial primary key, path varchar(255) not null, path_type varchar(255) not null default 'email', position int,
  user_id bigint not null, workflow_state varchar(255) not null);
create table canvas.enrollment_terms (
  id bigint primary key, start_at timestamp, end_at timestamp, workflow_state varchar(255) not null default 'active');
create table canvas.courses (
  id bigint primary key, name varchar(255), course_code varchar(255), account_id bigint not null, workflow_state varchar(255) not null,
  start_at timestamp, conclude_at timestamp, enrollment_term_id bigint not null, restrict_enrollments_to_course_dates boolean);
create table canvas.course_sections (
  id bigint primary key, course_id bigint not null, name varchar(255) not null, start_at timestamp, end_at timestamp,
  restrict_enrollments_to_section_dates boolean, workflow_state varchar(255) not null default 'active');
create table canvas.enrollments (
  id bigserial primary key, user_id bigint not null, course_id bigint not null, type varchar(255) not null,
  workflow_state varchar(255) not null, created_at timestamp, updated_at timestamp, completed_at timestamp, start_at timestamp,
  end_at timestamp, course_section_id bigint not null, last_activity_at timestamp);
create table canvas.enrollment_states (
  enrollment_id bigint primary key, state varchar(255), state_is_current boolean not null default false, state_started_at timestamp,
  state_valid_until timestamp, restricted_access boolean not null default false);
create table canvas.context_modules (
  id bigint primary key, context_id bigint not null, context_type varchar(255) not null, workflow_state varchar(255) not null,
  completion_requirements text);
create table canvas.context_module_progressions (
  id bigserial primary key, context_module_id bigint, user_id bigint, workflow_state varchar(255) not null, completed_at timestamp);
create table canvas.assignments (
  id bigint primary key, title varchar(255), due_at timestamp, submission_types varchar(255), workflow_state varchar(255) not null,
  context_id bigint not null, context_type varchar(255) not null, only_visible_to_overrides boolean not null default false);
create table canvas.submissions (
  id bigserial primary key, submitted_at timestamp, assignment_id bigint not null, user_id bigint not null,
  workflow_state varchar(255) not null, graded_at timestamp, cached_due_date timestamp, excused boolean,
  redo_request boolean not null default false);

insert into canvas.accounts (id, default_time_zone, default_locale) values (1, 'London', 'en');
insert into canvas.enrollment_terms (id, end_at) values (1, null), (2, '2026-11-15 00:00');

create function conform.ago(back interval) returns timestamp language sql immutable return (conform.at() - back) at time zone 'UTC';
create function conform.id(situation text) returns bigint language sql stable
return (select 100 + s.position + case when s.name = 'other-shard' then 10000000000000 else 0 end
          from conform.situations s where s.name = situation);
create function conform.course(situation text) returns bigint language sql stable
return (select 1100 + s.position from conform.situations s where s.name = situation);

create function conform.make_course(course bigint) returns void language sql as $$
  insert into canvas.courses (id, name, course_code, account_id, workflow_state, start_at, enrollment_term_id)
  values (course, 'Course ' || course, 'C' || course, 1, 'available', conform.ago('90 days'), 1);
  insert into canvas.course_sections (id, course_id, name) values (course, course, 'A'), (course + 10000, course, 'B');
  insert into canvas.context_modules (id, context_id, context_type, workflow_state, completion_requirements) values
    (course * 10 + 1, course, 'Course', 'active', E'---\n- :id: 1\n  :type: must_view\n'),
    (course * 10 + 2, course, 'Course', 'active', E'---\n- :id: 2\n  :type: must_submit\n'),
    (course * 10 + 3, course, 'Course', 'active', E'--- []\n')
$$;
create function conform.enrol(learner bigint, course bigint, section bigint, role text, seen interval) returns void language sql as $$
  insert into canvas.enrollments (user_id, course_id, type, workflow_state, created_at, updated_at, course_section_id, last_activity_at)
  values (learner, course, role, 'active', conform.ago('60 days'), conform.ago('60 days'), section, conform.ago(seen));
  insert into canvas.enrollment_states (enrollment_id, state, state_is_current, state_started_at)
  select max(e.id), 'active', true, conform.ago('60 days') from canvas.enrollments e
$$;
create function conform.finish(learner bigint, course bigint, module int, state text) returns void language sql as $$
  insert into canvas.context_module_progressions (context_module_id, user_id, workflow_state, completed_at)
  values (course * 10 + module, learner, state, case when state = 'completed' then conform.ago('6 days') end)
$$;
-- What Canvas' own task does with the dates: sets the state.
create function conform.become(situation text, wanted text, until timestamp) returns void language sql as $$
  update canvas.enrollment_states s set state = wanted, state_valid_until = until
    from canvas.enrollments e where e.id = s.enrollment_id and e.user_id = conform.id(situation)
$$;

-- Everybody is first a learner who is silent for five days in a course of their own.
insert into canvas.users (id, name, sortable_name, workflow_state, time_zone)
select conform.id(s.name), 'Amara ' || s.name, s.name || ', Amara', 'registered', 'Europe/London' from conform.situations s;
insert into canvas.pseudonyms (user_id, account_id, workflow_state, unique_id, position)
select conform.id(s.name), 1, 'active', s.name, 1 from conform.situations s where s.name <> 'other-shard';
insert into canvas.communication_channels (path, path_type, position, user_id, workflow_state)
select case path_type when 'email' then s.name || '@learn.example' else 'For All Devices' end, path_type,
       case path_type when 'email' then 2 else 1 end, conform.id(s.name), 'active'
  from conform.situations s cross join unnest(array['email', 'push']) path_type;
select conform.make_course(conform.course(s.name)) from conform.situations s;
select conform.enrol(conform.id(s.name), conform.course(s.name), conform.course(s.name), 'StudentEnrollment',
         case s.name when 'silent-three-days' then interval '3 days -1 hour' when 'silent-thirty-days' then interval '30 days -12 hours'
           when 'silent-too-long' then interval '40 days' when 'active-yesterday' then interval '12 hours'
           when 'active-two-days-ago' then interval '36 hours' when 'zone-far-west' then interval '3 days -16 hours'
           when 'never-visited' then null else interval '5 days -9 hours' end)
  from conform.situations s;
update canvas.enrollments set last_activity_at = null
 where user_id in (select conform.id(s.name) from conform.situations s where s.campaign = 'assignment-due');
insert into conform.learners (situation, user_id, subject_id)
select s.name, conform.id(s.name), conform.course(s.name) from conform.situations s;
update conform.learners set user_id = null, subject_id = null, absence = 'Canvas has no such thing' where situation in (
  'guest', 'unconfirmed-account', 'enrolment-without-end', 'method-disabled', 'zone-old-offset', 'name-with-markup', 'no-mail-wanted',
  'site-visited', 'due-draft');
update conform.learners set user_id = null, subject_id = null, absence = 'Canvas keeps one time of activity, and only of learners'
 where situation in ('administrator-as-learner', 'only-administrator-came', 'task-ran', 'graded', 'enrolled-lately');
update conform.learners set user_id = null, subject_id = null, absence = 'in Canvas a course is done by its modules' where situation = 'done';

select conform.finish(conform.id('halfway'), conform.course('halfway'), 1, 'completed');
select conform.finish(conform.id(n), conform.course(n), 1, 'completed'), conform.finish(conform.id(n), conform.course(n), 2, 'completed')
  from unnest(array['done-by-modules', 'second-run-done']) n;
select conform.finish(conform.id('failed-module'), conform.course('failed-module'), 1, 'completed'),
       conform.finish(conform.id('failed-module'), conform.course('failed-module'), 2, 'started');
select conform.finish(conform.id('deleted-module-left'), conform.course('deleted-module-left'), 1, 'completed');
update canvas.context_modules set workflow_state = 'deleted' where id = conform.course('deleted-module-left') * 10 + 2;
update canvas.context_modules set completion_requirements = null where context_id = conform.course('no-tracking');
update canvas.courses set workflow_state = 'claimed' where id = conform.course('hidden-course');
update canvas.courses set workflow_state = 'deleted' where id = conform.course('deleted-course');
update canvas.courses set conclude_at = conform.ago('-30 days'), restrict_enrollments_to_course_dates = true
 where id = conform.course('course-ends-later');
select conform.become('course-ends-later', 'active', conform.ago('-30 days'));
update canvas.courses set conclude_at = conform.ago('2 days'), restrict_enrollments_to_course_dates = true
 where id = conform.course('course-ended');
select conform.become('course-ended', 'completed', null);
update canvas.courses set enrollment_term_id = 2 where id in (conform.course('concluded-term'), conform.course('term-against-course'));
select conform.become('concluded-term', 'completed', null);
update canvas.courses set conclude_at = conform.ago('-30 days'), restrict_enrollments_to_course_dates = true
 where id = conform.course('term-against-course');
select conform.become('term-against-course', 'active', conform.ago('-30 days'));
update canvas.course_sections set end_at = conform.ago('1 hour'), restrict_enrollments_to_section_dates = true
 where id = conform.course('section-ended');
select conform.become('section-ended', 'active', conform.ago('1 hour'));   -- the task comes by every few minutes
update canvas.users set workflow_state = 'deleted' where id = conform.id('deleted-account');
update canvas.pseudonyms set workflow_state = 'suspended' where user_id = conform.id('suspended-account');
update canvas.enrollments set type = 'StudentViewEnrollment' where user_id = conform.id('test-learner');
update canvas.enrollments set workflow_state = 'inactive', updated_at = conform.ago('2 days')
 where user_id in (conform.id('suspended-enrolment'), conform.id('two-methods-one-suspended'), conform.id('two-methods-both-suspended'),
                   conform.id('due-suspended'));
update canvas.enrollment_states s set state = 'inactive' from canvas.enrollments e where e.id = s.enrollment_id and e.workflow_state = 'inactive';
select conform.enrol(conform.id(n), conform.course(n), conform.course(n) + 10000, 'StudentEnrollment', '5 days -9 hours')
  from unnest(array['two-methods', 'two-methods-one-suspended', 'two-methods-both-suspended']) n;
select conform.enrol(conform.id('due-twice-enrolled'), conform.course('due-twice-enrolled'), conform.course('due-twice-enrolled') + 10000,
                     'StudentEnrollment', null);
update canvas.enrollments set workflow_state = 'inactive' where user_id = conform.id('two-methods-both-suspended');
update canvas.enrollments set workflow_state = 'invited' where user_id = conform.id('invited');
select conform.become('invited', 'invited', null);
update canvas.enrollments set end_at = conform.ago('7 days') where user_id = conform.id('enrolment-over');
select conform.become('enrolment-over', 'completed', null), conform.become('enrolment-ends-later', 'active', conform.ago('-30 days')),
       conform.become('enrolment-not-begun', 'pending_active', conform.ago('-14 days'));
update canvas.enrollments set workflow_state = 'deleted', updated_at = conform.ago('4 days')
 where user_id in (conform.id('left'), conform.id('left-and-back'));
select conform.become('left', 'deleted', null), conform.become('left-and-back', 'deleted', null);
select conform.enrol(conform.id('left-and-back'), conform.course('left-and-back'), conform.course('left-and-back'), 'StudentEnrollment',
                     '5 days -9 hours');
select conform.make_course(n) from generate_series(5001, 5004) n;
select conform.enrol(conform.id('second-run'), 5001, 5001, 'StudentEnrollment', '20 days'),
       conform.finish(conform.id('second-run'), 5001, 1, 'completed'), conform.finish(conform.id('second-run'), 5001, 2, 'completed'),
       conform.enrol(conform.id('second-run-done'), 5002, 5002, 'StudentEnrollment', null),
       conform.enrol(conform.id('elsewhere-active'), 5003, 5003, 'StudentEnrollment', '1 day'),
       conform.enrol(conform.id('teacher-elsewhere'), 5004, 5004, 'TeacherEnrollment', '6 days');
update canvas.enrollments set type = 'TeacherEnrollment' where user_id in (conform.id('teacher'), conform.id('due-teacher'));
update canvas.enrollments set type = 'ObserverEnrollment' where user_id = conform.id('parent');
delete from canvas.communication_channels where user_id = conform.id('no-address');
update canvas.communication_channels set workflow_state = 'unconfirmed' where user_id = conform.id('unconfirmed-address');
insert into canvas.communication_channels (path, position, user_id, workflow_state)
values ('old@learn.example', 0, conform.id('retired-address'), 'retired');
update canvas.users set time_zone = 'Mars/Olympus' where id = conform.id('zone-unknown');
update canvas.users set time_zone = '' where id = conform.id('zone-missing');
update canvas.users set time_zone = null where id = conform.id('zone-of-platform');
update canvas.users set time_zone = 'Eastern Time (US & Canada)' where id = conform.id('zone-of-rails');
update canvas.users set time_zone = 'Pacific/Pago_Pago' where id = conform.id('zone-far-west');
update canvas.users set locale = 'pt-BR' where id = conform.id('language-with-country');

insert into canvas.assignments (id, title, due_at, submission_types, workflow_state, context_id, context_type)
select conform.id(s.name), 'Essay', conform.ago('-58 hours'), 'online_text_entry,online_upload', 'published', conform.course(s.name), 'Course'
  from conform.situations s where s.campaign = 'assignment-due';
insert into canvas.submissions (assignment_id, user_id, workflow_state, cached_due_date)
select a.id, a.id, 'unsubmitted', a.due_at from canvas.assignments a;
update conform.learners l set subject_id = l.user_id
  from conform.situations s where s.name = l.situation and s.campaign = 'assignment-due';
update canvas.submissions set workflow_state = 'submitted', submitted_at = conform.ago('1 day')
 where user_id in (conform.id('due-handed-in'), conform.id('due-reopened'));
update canvas.submissions set redo_request = true where user_id = conform.id('due-reopened');
update canvas.submissions set excused = true where user_id = conform.id('due-excused');
update canvas.assignments set workflow_state = 'unpublished' where id = conform.id('due-hidden');
update canvas.assignments set due_at = null where id = conform.id('due-without-date');
update canvas.submissions set cached_due_date = null where user_id = conform.id('due-without-date');
update canvas.submissions set cached_due_date = conform.ago('-30 days') where user_id = conform.id('due-extended');
update canvas.assignments set due_at = conform.ago('7 days') where id = conform.id('due-extended-until-soon');
