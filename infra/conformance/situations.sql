-- The situations that a platform's views must get right: who is reminded once, and who is not. A platform's fixtures make them in
-- its own tables around the moment `conform.at()`, and enter in `conform.learners` who is in which.
drop schema if exists conform cascade;
create schema conform;

create function conform.at() returns timestamptz language sql immutable return timestamptz '2026-11-20 00:00:00Z';

create table conform.situations (
  position int generated always as identity,
  name text primary key,
  campaign text not null default 'course-completion',
  messages int not null check (messages in (0, 1)),
  meaning text not null
);

-- One row for each situation that the platform can be in. Where it knows no such thing: `absence` says why.
create table conform.learners (
  situation text primary key references conform.situations,
  user_id bigint,
  subject_id bigint,
  absence text,
  check ((user_id is null) = (absence is not null))
);

insert into conform.situations (name, messages, meaning) values
  ('quiet', 1, 'silent in the course for five days'),
  ('silent-three-days', 1, 'the newest activity is of the third day before, where the learner lives'),
  ('silent-thirty-days', 1, 'the newest activity is thirty days old'),
  ('silent-too-long', 0, 'the newest activity is forty days old'),
  ('active-yesterday', 0, 'was there yesterday'),
  ('active-two-days-ago', 0, 'was there the day before yesterday'),
  ('never-visited', 0, 'is enrolled and never came'),
  ('halfway', 1, 'has done one of two modules'),
  ('done', 0, 'has finished the course'),
  ('done-by-modules', 0, 'has done every module, and the platform has not closed the course yet'),
  ('failed-module', 1, 'has failed the last module, which is not done'),
  ('deleted-module-left', 0, 'has done every module but one that is being deleted'),
  ('no-tracking', 1, 'silent in a course that tracks no completion'),
  ('hidden-course', 0, 'the course is hidden or not published'),
  ('deleted-course', 0, 'the course is deleted'),
  ('course-not-dated', 1, 'the course has no end'),
  ('course-ends-later', 1, 'the course ends in a month'),
  ('course-ended', 0, 'the course ended the day before yesterday'),
  ('concluded-term', 0, 'the term of the course is over'),
  ('term-against-course', 1, 'the term is over, and the course says that its own later end counts'),
  ('section-ended', 0, 'the learner''s section of the course is over'),
  ('suspended-account', 0, 'the account is suspended'),
  ('unconfirmed-account', 0, 'the account was never confirmed'),
  ('deleted-account', 0, 'the account is deleted'),
  ('guest', 0, 'is the guest'),
  ('test-learner', 0, 'is the learner as whom a teacher looks at the course'),
  ('suspended-enrolment', 0, 'the enrolment is suspended'),
  ('method-disabled', 0, 'the way by which they enrolled is switched off'),
  ('two-methods', 1, 'is enrolled twice in the course, both times active'),
  ('two-methods-one-suspended', 1, 'is enrolled twice, once suspended'),
  ('two-methods-both-suspended', 0, 'is enrolled twice, both times suspended'),
  ('invited', 0, 'is invited to the course and has not accepted'),
  ('enrolment-over', 0, 'the enrolment had an end, which was a week ago'),
  ('enrolment-ends-later', 1, 'the enrolment ends in a month'),
  ('enrolment-without-end', 1, 'the enrolment has the greatest number there is as its end'),
  ('enrolment-not-begun', 0, 'the enrolment begins in two weeks'),
  ('left', 0, 'has left the course'),
  ('left-and-back', 1, 'has left the course and enrolled again'),
  ('second-run', 1, 'has finished a run of the course and is silent in the next'),
  ('second-run-done', 0, 'is silent in an old run of the course that is finished'),
  ('elsewhere-active', 1, 'is silent here and was in another course yesterday'),
  ('site-visited', 1, 'was on the platform''s front page yesterday, and not in the course'),
  ('teacher', 0, 'teaches the course'),
  ('teacher-elsewhere', 1, 'teaches another course and learns in this one'),
  ('parent', 0, 'watches over a learner in the course'),
  ('administrator-as-learner', 1, 'an administrator was there yesterday in the learner''s name'),
  ('only-administrator-came', 0, 'never came; an administrator was there in the learner''s name'),
  ('task-ran', 1, 'a task of the platform ran yesterday in the learner''s name'),
  ('graded', 1, 'a teacher graded the learner yesterday'),
  ('enrolled-lately', 1, 'was enrolled again by a synchronisation yesterday, which is no activity'),
  ('no-mail-wanted', 0, 'has asked the platform for no mail'),
  ('no-address', 0, 'has no address'),
  ('unconfirmed-address', 0, 'has an address that was never confirmed'),
  ('retired-address', 1, 'has an old address first and a confirmed one behind it'),
  ('zone-unknown', 1, 'the time zone is a name that nobody knows'),
  ('zone-missing', 1, 'has no time zone'),
  ('zone-of-platform', 1, 'has the platform''s time zone'),
  ('zone-old-offset', 1, 'the time zone is an offset of an old release'),
  ('zone-of-rails', 1, 'the time zone has a name of Rails'),
  ('zone-far-west', 0, 'was there three days ago by UTC, and two where the learner lives'),
  ('language-with-country', 1, 'the language is written with an underscore'),
  ('name-with-markup', 1, 'the name of the course has markup'),
  ('other-shard', 1, 'the account comes from another server and has a very large number');

insert into conform.situations (name, campaign, messages, meaning) values
  ('due', 'assignment-due', 1, 'something is due in two and a half days'),
  ('due-handed-in', 'assignment-due', 0, 'it is handed in'),
  ('due-draft', 'assignment-due', 1, 'it is begun and not handed in'),
  ('due-reopened', 'assignment-due', 1, 'it was handed in and given back for another attempt'),
  ('due-excused', 'assignment-due', 0, 'the learner is excused'),
  ('due-hidden', 'assignment-due', 0, 'the assignment is hidden'),
  ('due-without-date', 'assignment-due', 0, 'the assignment has no date'),
  ('due-suspended', 'assignment-due', 0, 'the enrolment is suspended'),
  ('due-teacher', 'assignment-due', 0, 'teaches the course'),
  ('due-twice-enrolled', 'assignment-due', 1, 'is enrolled twice in the course'),
  ('due-extended', 'assignment-due', 0, 'the learner has a month longer'),
  ('due-extended-until-soon', 'assignment-due', 1, 'it was due a week ago, and the learner has two and a half days more');
