-- What administrators need: keys, a trail of what was done with them, and what a campaign is told beside its versions.
set local role rekindle_owner;

-- Keys of the API. A key itself is told once, when it is made; here is what it hashes to.
create table rekindle.api_keys (
  id bigint generated always as identity primary key,
  name text not null,                        -- who or what holds it; both keys of a rotation have the same
  prefix text not null,                      -- the public part of the key
  hash bytea not null,                       -- SHA-256 of the whole key
  scopes text[] not null,
  created_by text not null,                  -- the name of the key that made it
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint api_keys_prefix_key unique (prefix),
  constraint api_keys_name check (name ~ '^[a-z0-9]+([-.][a-z0-9]+)*$' and length(name) <= 60),
  constraint api_keys_hash check (length(hash) = 32),
  constraint api_keys_scopes check (scopes <> '{}' and scopes <@ array['read', 'operate', 'personal', 'administer']),
  constraint api_keys_life check (expires_at > created_at)
);

-- Who changed what, and who looked at whom. It names people by their ids and says nothing else about them; it grows only.
create table rekindle.audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  key_name text not null,
  route text not null,                       -- as 'POST /api/learners/{user_id}/pause'
  subject text not null,                     -- as 'learner 7' or 'campaign course-completion'; '' where there is none
  status smallint not null,                  -- of the answer; who may not ask at all leaves no line
  constraint audit_entries_status check (status between 200 and 599)
);

alter table rekindle.campaigns
  add column starts_at timestamptz,          -- nobody enters and nothing is sent before
  add column ends_at timestamptz,            -- then it is completed by itself
  add column rollout int,                    -- in hundredths of a percent, instead of what the version says
  add column revision int not null default 1,   -- counts changes: two people who change at once notice
  drop constraint campaigns_status,
  add constraint campaigns_status check (status in ('draft', 'active', 'paused', 'completed')),
  add constraint campaigns_span check (ends_at > starts_at),
  add constraint campaigns_rollout check (rollout between 0 and 10000);

-- A draft becomes active once somebody has approved its current version.
create table rekindle.campaign_approvals (
  campaign_id int not null references rekindle.campaigns on delete cascade,
  version int not null,
  approved_by text not null,                 -- the name of the key
  approved_at timestamptz not null,
  primary key (campaign_id, version)
);

-- What reaching a campaign's goal is worth to the deployment, what it is meant to reach, and what a message costs it.
create table rekindle.campaign_goals (
  slug text primary key,                     -- a campaign that may not be published yet
  target_percent numeric(5, 2),
  value numeric(12, 2),
  cost_per_message numeric(12, 4),
  constraint campaign_goals_target check (target_percent between 0 and 100),
  constraint campaign_goals_value check (value >= 0 and cost_per_message >= 0)
);

-- The folder from which a version was compiled, so that it can be shown, previewed and handed back.
create table rekindle.campaign_sources (
  campaign_id int not null,
  version int not null,
  files jsonb not null,                      -- texts by their path inside the folder
  primary key (campaign_id, version),
  constraint campaign_sources_version foreign key (campaign_id, version)
    references rekindle.campaign_versions (campaign_id, version) on delete cascade
);

-- Whom a segment named on a day, and how many of them have an episode: what an enrolment rate is of.
create table rekindle.segment_counts (
  campaign_id int not null references rekindle.campaigns on delete cascade,
  day date not null,                         -- in the deployment's zone
  version int not null,
  named int not null,
  enrolled int not null,
  counted_at timestamptz not null,
  primary key (campaign_id, day)
);

-- A message that somebody sends to an address of their own, to see it where it will be read. It is no row of the ledger, so no cap
-- and no figure knows of it; whom it went to, and with which values, is forgotten as soon as it is over.
create table rekindle.test_sends (
  id bigint generated always as identity primary key,
  channel rekindle.channel not null,
  campaign text not null,                    -- its name
  version int not null,
  template text not null,
  body jsonb,                                -- the compiled message, marked as a test
  context jsonb,
  address text,
  requested_by text not null,                -- the name of the key
  requested_at timestamptz not null,
  status text not null default 'requested',
  detail text,                               -- why it did not go out
  finished_at timestamptz,
  constraint test_sends_status check (status in ('requested', 'sending', 'sent', 'failed', 'unknown')),
  constraint test_sends_end check ((finished_at is null) = (status in ('requested', 'sending'))),
  constraint test_sends_forgotten check (finished_at is null or (body is null and context is null and address is null))
);
