-- Which variants chance gave whoever entered a campaign with experiments, written with the enrolment and never drawn again. What
-- became of them is judged beside a holdout's learners, also where nobody is held out.
set local role rekindle_owner;

alter table rekindle.campaign_enrollments add column variants jsonb;   -- by the experiment's name; null where there are none
alter table rekindle.assignments drop constraint assignments_share,
  add constraint assignments_share check (held_share between 0 and 9999);
drop function if exists rekindle.read_enrollments(bigint[]);
