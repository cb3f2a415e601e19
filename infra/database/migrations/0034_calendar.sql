-- Meetings of a series that are moved, what calendars were told of each meeting, and what people answered to invitations.
set local role rekindle_owner;

-- Which meeting of its group's series a meeting is: its start as the series has it, the first that was told where nobody says.
create table lms_data.meeting_plans (
  meeting_id bigint primary key,
  planned_at timestamptz not null
);
insert into lms_data.meeting_plans (meeting_id, planned_at) select m.meeting_id, m.starts_at from lms_data.meetings m;

alter table rekindle.invitations
  add column meeting jsonb,                  -- as it was told, without its description; null before this was kept
  add column ends_at timestamptz,            -- when the last of it is over, as it was told
  add column organizer text;                 -- the address that answers go to
create index invitations_ends_at on rekindle.invitations (ends_at) where status <> 'removed';
create index invitations_updated_at on rekindle.invitations (updated_at);

-- What those who are invited have answered: of each meeting, or of one of a series, the newest word.
create table rekindle.meeting_answers (
  uid text not null,
  user_id bigint not null references rekindle.recipients on delete cascade,
  occurrence timestamptz not null,           -- the planned start of the one that is meant; -infinity for all
  answer text not null constraint meeting_answers_answer check (answer in ('accepted', 'declined', 'tentative')),
  sequence int not null,                     -- of the invitation that is answered
  stamped_at timestamptz not null,           -- when the answer was written, as it says itself
  received_at timestamptz not null,
  primary key (uid, user_id, occurrence)
);
create index meeting_answers_user_id on rekindle.meeting_answers (user_id);
