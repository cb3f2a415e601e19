-- The worklist: messages to learners that a person carries out, who takes them, and what came of them.
set local role rekindle_owner;

create table rekindle.worklist_items (
  delivery_id bigint primary key,            -- no foreign key: see delete_traces
  enrollment_id bigint not null,
  user_id bigint not null,
  campaign_id int not null,
  title text not null,                       -- what the campaign says to who carries it out
  body text not null,
  most_tries smallint not null,              -- how often the learner is tried at all
  retry_after interval not null,             -- after a try that reached nobody
  pause interval not null,                   -- for how long messages wait for who will return
  open_for interval not null,                -- for how long somebody may take it
  opened_at timestamptz not null,
  not_before timestamptz not null,           -- nobody takes it sooner
  expires_at timestamptz not null,           -- nobody takes it later
  looked_at timestamptz not null,            -- when it was last asked whether it is wanted any more
  taken_by text,                             -- the key's name
  taken_at timestamptz,
  closed_at timestamptz,
  closing text,                              -- the outcome, or why it has left the list by itself
  resumes_at timestamptz,                    -- when the messages go on that its outcome holds
  constraint worklist_items_tries check (most_tries between 1 and 10),
  constraint worklist_items_taken check ((taken_by is null) = (taken_at is null)),
  constraint worklist_items_closed check ((closed_at is null) = (closing is null))
);
create index worklist_items_open on rekindle.worklist_items (delivery_id) where closed_at is null;
create index worklist_items_looked_at on rekindle.worklist_items (looked_at) where closed_at is null;
create index worklist_items_closed_at on rekindle.worklist_items (closed_at) where closed_at is not null;
create index worklist_items_resumes_at on rekindle.worklist_items (resumes_at) where resumes_at is not null;

-- How each try ended.
create table rekindle.worklist_outcomes (
  delivery_id bigint not null references rekindle.worklist_items on delete cascade,
  try smallint not null,                     -- from 1
  outcome text not null,
  note text,                                 -- what the learner said, in the words of who settled it
  settled_by text not null,                  -- the key's name
  settled_at timestamptz not null,
  primary key (delivery_id, try),
  constraint worklist_outcomes_outcome check (
    outcome in ('will_return', 'will_not_return', 'wants_to_stop', 'not_reached', 'wrong_contact'))
);
create index worklist_outcomes_settled_at on rekindle.worklist_outcomes (settled_at);

-- Who works through the list needs a key for nothing else.
alter table rekindle.api_keys drop constraint api_keys_scopes,
  add constraint api_keys_scopes check (scopes <> '{}' and scopes <@ array['read', 'operate', 'personal', 'tutor', 'administer']);

-- It tells of the worklist too.
drop function if exists rekindle.tick_chores(timestamptz);
