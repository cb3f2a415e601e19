-- Learners of 20 courses in four time zones: each began one course, made progress and went quiet 4 to 23 days ago.
-- :learners learners with :activities rows of activity each.
set synchronous_commit = off;
insert into lms.courses
select i, 'C' || i, 'Clinical course number ' || i, 12, 4, '2026-01-01', '2027-12-31', 'https://learn.example/courses/' || i
  from generate_series(1, 20) i;
insert into lms.users
select i, 'Asha' || i, 'Rao' || i, case when i % 3 = 0 then 'Dr.' end, 'learner' || i || '@example.org',
       '+9198' || lpad(i::text, 8, '0'),
       (array['Asia/Kolkata', 'Europe/London', 'Europe/Athens', null])[1 + i % 4], 'en', 'x', true
  from generate_series(1, :learners) i;
insert into lms.user_activities
select i, 1 + i % 20, timestamptz '2026-11-20 02:00Z' - make_interval(days => 4 + i % 20, mins => k * 60), 'lesson'
  from generate_series(0, :activities - 1) k, generate_series(1, :learners) i;
insert into lms.user_course_progress
select i, 1 + i % 20, i % 100, i % 12, '2026-11-01', null from generate_series(1, :learners) i;
insert into lms.course_enrolments select i, 1 + i % 20, '2026-10-01', null from generate_series(1, :learners) i;
vacuum analyze;
