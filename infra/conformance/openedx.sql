-- The situations in the tables of Open edX, with the types that mysql_fdw gives them: those columns that the refresh reads. Run
-- `situations.sql` before it and `../database/sources/openedx.sql` after it.
drop schema if exists openedx cascade;
create schema openedx;

create table openedx.auth_user (
  id int primary key, username varchar(150) not null, first_name varchar(150) not null default '', last_name varchar(150) not null default '',
  email varchar(254) not null, is_active smallint not null, date_joined timestamp not null);
create table openedx.auth_userprofile (
  user_id int primary key, name varchar(255) not null, country varchar(2), phone_number varchar(50));
create table openedx.user_api_userpreference (user_id int not null, key varchar(255) not null, value text not null, unique (user_id, key));
create table openedx.student_userstanding (user_id int primary key, account_status varchar(31) not null);
create table openedx.student_courseenrollment (
  user_id int not null, course_id varchar(255) not null, created timestamp, is_active smallint not null, mode varchar(100) not null);
create table openedx.student_courseenrollment_history (
  user_id int, course_id varchar(255), is_active smallint not null, history_date timestamp not null);
create table openedx.student_courseaccessrole (
  user_id int not null, org varchar(64) not null, course_id varchar(255) not null, role varchar(64) not null);
create table openedx.bulk_email_optout (user_id int, course_id varchar(255) not null);
create table openedx.course_overviews_courseoverview (
  id varchar(255) primary key, display_name text, display_number_with_default text not null, org text not null, start timestamp, "end" timestamp,
  visible_to_staff_only smallint not null);
create table openedx.courseware_studentmodule (
  student_id int not null, course_id varchar(255) not null, module_id varchar(255) not null, modified timestamp not null);
create table openedx.completion_blockcompletion (
  user_id int not null, course_key varchar(255) not null, block_key varchar(255) not null, completion float8 not null,
  modified timestamp not null);
create table openedx.grades_persistentcoursegrade (
  user_id int not null, course_id varchar(255) not null, percent_grade float8 not null, passed_timestamp timestamp);
create table openedx.certificates_generatedcertificate (
  user_id int not null, course_id varchar(255) not null, status varchar(32) not null, created_date timestamp not null);

create function conform.ago(back interval) returns timestamp language sql immutable return (conform.at() - back) at time zone 'UTC';
create function conform.id(situation text) returns bigint language sql stable
return (select 100 + s.position from conform.situations s where s.name = situation);
create function conform.key(situation text) returns text language sql stable
return 'course-v1:Org+' || replace(situation, '-', '_') || '+2026';
create function conform.make_course(course text) returns void language sql as $$
  insert into openedx.course_overviews_courseoverview (id, display_name, display_number_with_default, org, start, "end", visible_to_staff_only)
  values (course, 'Course', split_part(course, '+', 2), 'Org', conform.ago('90 days'), null, 0)
$$;
create function conform.enrol(learner bigint, course text) returns void language sql as $$
  insert into openedx.student_courseenrollment (user_id, course_id, created, is_active, mode)
  values (learner, course, conform.ago('60 days'), 1, 'audit')
$$;
create function conform.visit(learner bigint, course text, back interval) returns void language sql as $$
  insert into openedx.courseware_studentmodule (student_id, course_id, module_id, modified)
  values (learner, course, 'block-v1:1', conform.ago(back))
$$;

insert into openedx.auth_user (id, username, email, is_active, date_joined)
select conform.id(s.name), s.name, s.name || '@learn.example', 1, conform.ago('90 days') from conform.situations s;
insert into openedx.auth_userprofile (user_id, name) select conform.id(s.name), 'Amara ' || s.name from conform.situations s;
insert into openedx.user_api_userpreference (user_id, key, value)
select conform.id(s.name), 'time_zone', 'Europe/London' from conform.situations s;
select conform.make_course(conform.key(s.name)), conform.enrol(conform.id(s.name), conform.key(s.name)) from conform.situations s;
select conform.visit(conform.id(s.name), conform.key(s.name),
         case s.name when 'silent-three-days' then interval '3 days -1 hour' when 'silent-thirty-days' then interval '30 days -12 hours'
           when 'silent-too-long' then interval '40 days' when 'active-yesterday' then interval '12 hours'
           when 'active-two-days-ago' then interval '36 hours' when 'zone-far-west' then interval '3 days -16 hours'
           else interval '5 days -9 hours' end)
  from conform.situations s where s.name <> 'never-visited';

create table conform.absences (situation text primary key, absence text not null);
insert into conform.absences
select n, 'Open edX has no such thing' from unnest(array['concluded-term', 'term-against-course', 'section-ended', 'guest', 'method-disabled',
    'two-methods', 'two-methods-one-suspended', 'two-methods-both-suspended', 'invited', 'enrolment-over', 'enrolment-ends-later',
    'enrolment-without-end', 'enrolment-not-begun', 'parent', 'unconfirmed-address', 'retired-address', 'zone-old-offset', 'zone-of-rails',
    'test-learner', 'other-shard', 'site-visited', 'no-address', 'suspended-enrolment', 'name-with-markup']) n
union all
select n, 'what share of a course is done is not in MySQL' from unnest(array['halfway', 'failed-module', 'deleted-module-left']) n
union all
select n, 'a visit in a learner''s name is kept as whose it was' from unnest(array['administrator-as-learner', 'only-administrator-came',
    'task-ran', 'graded', 'enrolled-lately']) n
union all
select s.name, 'what is handed in for which date is not in MySQL' from conform.situations s where s.campaign = 'assignment-due';

insert into openedx.certificates_generatedcertificate (user_id, course_id, status, created_date)
values (conform.id('done'), conform.key('done'), 'downloadable', conform.ago('6 days'));
insert into openedx.grades_persistentcoursegrade (user_id, course_id, percent_grade, passed_timestamp) values
  (conform.id('done-by-modules'), conform.key('done-by-modules'), 0.9, conform.ago('6 days')),
  (conform.id('second-run-done'), conform.key('second-run-done'), 0.9, conform.ago('6 days')),
  (conform.id('no-tracking'), conform.key('no-tracking'), 0.1, null);
update openedx.course_overviews_courseoverview set visible_to_staff_only = 1 where id = conform.key('hidden-course');
delete from openedx.course_overviews_courseoverview where id = conform.key('deleted-course');
update openedx.course_overviews_courseoverview set start = '2030-01-01' where id = conform.key('course-not-dated');
update openedx.course_overviews_courseoverview set "end" = conform.ago('-30 days') where id = conform.key('course-ends-later');
update openedx.course_overviews_courseoverview set "end" = conform.ago('2 days') where id = conform.key('course-ended');
insert into openedx.student_userstanding (user_id, account_status) values (conform.id('suspended-account'), 'disabled');
update openedx.auth_user set is_active = 0 where id = conform.id('unconfirmed-account');
update openedx.auth_user set email = 'retired__user_0a1b@retired.invalid', username = 'retired__user_0a1b' where id = conform.id('deleted-account');
update openedx.student_courseenrollment set is_active = 0 where user_id = conform.id('left');
insert into openedx.student_courseenrollment_history (user_id, course_id, is_active, history_date) values
  (conform.id('left'), conform.key('left'), 0, conform.ago('2 days')),
  (conform.id('left-and-back'), conform.key('left-and-back'), 0, conform.ago('20 days')),
  (conform.id('left-and-back'), conform.key('left-and-back'), 1, conform.ago('5 days'));
select conform.make_course(n) from unnest(array['course-v1:Org+second_run+2025', 'course-v1:Org+second_run_done+2027', 'course-v1:Org+x+1',
  'course-v1:Org+y+1']) n;
select conform.enrol(conform.id('second-run'), 'course-v1:Org+second_run+2025'),
       conform.visit(conform.id('second-run'), 'course-v1:Org+second_run+2025', '20 days'),
       conform.enrol(conform.id('second-run-done'), 'course-v1:Org+second_run_done+2027'),
       conform.enrol(conform.id('elsewhere-active'), 'course-v1:Org+x+1'), conform.visit(conform.id('elsewhere-active'), 'course-v1:Org+x+1', '1 day'),
       conform.enrol(conform.id('teacher-elsewhere'), 'course-v1:Org+y+1'), conform.visit(conform.id('teacher-elsewhere'), 'course-v1:Org+y+1', '6 days');
insert into openedx.certificates_generatedcertificate (user_id, course_id, status, created_date)
values (conform.id('second-run'), 'course-v1:Org+second_run+2025', 'downloadable', conform.ago('10 days'));
insert into openedx.student_courseaccessrole (user_id, org, course_id, role) values
  (conform.id('teacher'), 'Org', upper(conform.key('teacher')), 'staff'), (conform.id('teacher-elsewhere'), 'Org', 'course-v1:Org+y+1', 'instructor');
insert into openedx.bulk_email_optout (user_id, course_id) values (conform.id('no-mail-wanted'), conform.key('no-mail-wanted'));
update openedx.user_api_userpreference set value = 'Mars/Olympus' where user_id = conform.id('zone-unknown') and key = 'time_zone';
delete from openedx.user_api_userpreference where user_id in (conform.id('zone-missing'), conform.id('zone-of-platform'));
update openedx.user_api_userpreference set value = 'Pacific/Pago_Pago' where user_id = conform.id('zone-far-west') and key = 'time_zone';
insert into openedx.user_api_userpreference (user_id, key, value) values (conform.id('language-with-country'), 'pref-lang', 'pt-br');

-- A course's number is made when it is copied, so who is where is a question for afterwards.
drop table conform.learners;
create function conform.number(course_key text) returns bigint language plpgsql stable as $$
begin
  return (select c.course_id from from_openedx.courses c where c.course_key = lower(number.course_key));
end
$$;
create view conform.learners as
select s.name as situation, case when a.situation is null then conform.id(s.name) end as user_id,
  case when a.situation is null then conform.number(conform.key(s.name)) end as subject_id, a.absence
from conform.situations s left join conform.absences a on a.situation = s.name;
