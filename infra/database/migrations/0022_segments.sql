-- Whom the segments name, with what is known of it and until when; which provider an attempt went to.
set local role rekindle_owner;

-- No foreign keys: detection writes a hundred thousand rows at once, and each would look the same campaign up. No index on
-- expires_at either: a row that only lives on is updated in place, and the cleanup reads the table once a day.
create table rekindle.segment_members (
  user_id bigint not null,
  campaign_id int not null,
  subject_id bigint not null,
  version int not null,
  last_activity_at timestamptz,
  calculated_at timestamptz not null,
  expires_at timestamptz not null,           -- a row that no later run names again is over then
  primary key (user_id, campaign_id, subject_id),
  constraint segment_members_life check (expires_at > calculated_at)
) with (fillfactor = 70);

alter table rekindle.delivery_attempts add column provider text;   -- null: from before it was noted

-- Of another shape since: it tells which message is the answer.
drop function if exists rekindle.take_reply(text, text, text, text, text, text, text[], timestamptz, timestamptz);
