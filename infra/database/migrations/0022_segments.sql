-- Whom the segments name, with what is known of it; which provider an attempt went to.
set local role rekindle_owner;

-- A run writes down who came and who left, and nothing about those who stayed: when it was, `segment_counts` tells. No foreign
-- keys: detection writes a hundred thousand rows at once, and each would look the same campaign up.
create table rekindle.segment_members (
  user_id bigint not null,
  campaign_id int not null,
  subject_id bigint not null,
  version int not null,
  last_activity_at timestamptz,
  since timestamptz not null,                -- the run that named them first
  primary key (user_id, campaign_id, subject_id)
);

alter table rekindle.delivery_attempts add column provider text;   -- null: from before it was noted

-- Of another shape since: it tells which message is the answer.
drop function if exists rekindle.take_reply(text, text, text, text, text, text, text[], timestamptz, timestamptz);
