-- Drafts of words: messages of a published campaign as somebody wants them to be, until a second key publishes them.
set local role rekindle_owner;

create table rekindle.word_drafts (
  id bigint generated always as identity primary key,
  campaign_id int not null references rekindle.campaigns on delete cascade,
  base_version int not null,                 -- the version whose words it changes
  changes jsonb not null default '{}',       -- new texts by their path inside the folder
  status text not null default 'open',
  revision int not null default 1,           -- counts changes: two people who write at once notice
  writers text[] not null,                   -- names of the keys that wrote any of it
  created_at timestamptz not null,
  changed_at timestamptz not null,
  requested_by text,
  requested_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  reason text,                               -- why it was refused
  version int,                               -- as which it was published
  constraint word_drafts_base foreign key (campaign_id, base_version)
    references rekindle.campaign_versions (campaign_id, version) on delete cascade,
  constraint word_drafts_version foreign key (campaign_id, version)
    references rekindle.campaign_versions (campaign_id, version) on delete cascade,
  constraint word_drafts_status check (status in ('open', 'requested', 'rejected', 'published', 'withdrawn')),
  constraint word_drafts_published check ((status = 'published') = (version is not null)),
  constraint word_drafts_two_keys check (version is null or (decided_by is not null and decided_by <> all (writers)))
);
create index word_drafts_campaign on rekindle.word_drafts (campaign_id, id);
