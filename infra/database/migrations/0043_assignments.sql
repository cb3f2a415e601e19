-- Whom chance put on which side of a campaign that holds learners out, written with the enrolment, and what became of them: the
-- goal within the campaign's window, whoever brought it about. Everybody who was assigned counts, sent or not.
set local role rekindle_owner;

create table rekindle.assignments (
  enrollment_id bigint primary key references rekindle.campaign_enrollments on delete cascade,
  campaign_id int not null,
  version int not null,
  is_held boolean not null,
  held_share int not null,                   -- of 10,000, at the time
  is_first boolean not null,                 -- a learner counts once in a campaign
  closes_at timestamptz not null,            -- the end of the window
  judged_at timestamptz,
  reached_at timestamptz,                    -- when the goal was met within the window
  fault text,                                -- the SQLSTATE of a goal that could not be asked: it counts for nothing
  constraint assignments_share check (held_share between 1 and 9999)
);
create index assignments_unjudged on rekindle.assignments (closes_at) where judged_at is null;
create index assignments_campaign on rekindle.assignments (campaign_id, held_share);

insert into rekindle.assignments (enrollment_id, campaign_id, version, is_held, held_share, is_first, closes_at)
select e.id, e.campaign_id, e.version, e.is_holdout, (v.definition->'enter'->>'holdout')::int,
       not exists (select from rekindle.campaign_enrollments o
                    where o.user_id = e.user_id and o.campaign_id = e.campaign_id and o.id < e.id),
       e.enrolled_at + make_interval(secs => (v.definition->>'goal_within')::int)
  from rekindle.campaign_enrollments e
  join rekindle.campaign_versions v on v.campaign_id = e.campaign_id and v.version = e.version
 where (v.definition->'enter'->>'holdout')::int between 1 and 9999 and v.definition->>'goal_within' is not null;
