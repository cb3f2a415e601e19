-- What people note about clients, and what they do to many of them at once.
set local role rekindle_owner;

create table rekindle.client_tags (
  tag text not null,
  user_id bigint not null,
  tagged_by text not null,                   -- the key's name
  tagged_at timestamptz not null,
  primary key (tag, user_id),
  constraint client_tags_tag check (tag ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(tag) <= 40)
);
create index client_tags_user on rekindle.client_tags (user_id);

-- One deed to many people: whom it was shown for, and what came of it once somebody confirmed their number.
create table rekindle.client_actions (
  token text primary key,
  deed text not null,
  details jsonb not null,                    -- the tag, the campaign, the message with its values
  members bigint[] not null,
  planned_by text not null,                  -- the key's name
  planned_at timestamptz not null,
  done_at timestamptz,
  done int,                                  -- people whom it changed something for
  failed bigint[],                           -- people for whom it failed
  constraint client_actions_deed check (deed in ('pause', 'resume', 'tag', 'untag', 'message')),
  constraint client_actions_members check (cardinality(members) between 1 and 10000),
  constraint client_actions_done check ((done_at is null) = (done is null) and (done_at is null) = (failed is null))
);
