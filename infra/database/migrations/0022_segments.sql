-- Whom the segments name, with what is known of it; which provider an attempt went to.
set local role rekindle_owner;

-- A run writes down whom it named in blocks of 1024 neighbouring ids: a row for each of a hundred thousand took longer than their
-- enrolments. No foreign keys: who is erased is taken out by `erase_learner`.
create type rekindle.segment_member as (user_id bigint, subject_id bigint, last_activity_at timestamptz);
create table rekindle.segment_blocks (
  campaign_id int not null,
  block bigint not null,                     -- user_id >> 10
  version int not null,
  members rekindle.segment_member[] not null,
  named_at timestamptz not null,             -- the run for everybody that named them
  primary key (campaign_id, block)
);
alter table rekindle.segment_blocks alter column members set storage external;   -- compressing takes longer than writing

alter table rekindle.delivery_attempts add column provider text;   -- null: from before it was noted

-- Of another shape since: it tells which message is the answer.
drop function if exists rekindle.take_reply(text, text, text, text, text, text, text[], timestamptz, timestamptz);
