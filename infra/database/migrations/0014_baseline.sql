-- breaking
-- The schema: what the host platform tells, campaigns and their versions, and the ledger. This file holds what holds data;
-- functions, views and roles are files of their own, which `migrate` applies again wherever they differ.
do $$
begin
  create role rekindle_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
  alter role rekindle_owner set timezone = 'UTC';
exception when duplicate_object or unique_violation then null;   -- roles are the cluster's: another database made it first
end
$$;
do $$
begin
  if not pg_has_role(current_user, 'rekindle_owner', 'member') then
    execute format('grant rekindle_owner to %I', current_user);
  end if;
  execute format('revoke connect, temporary on database %I from public', current_database());
  execute format('grant connect on database %I to rekindle_owner', current_database());
end
$$;
revoke all on schema public from public;
create schema lms_data authorization rekindle_owner;
create schema lms authorization rekindle_owner;
create schema rekindle authorization rekindle_owner;
create schema rekindle_campaigns authorization rekindle_owner;
set local role rekindle_owner;

-- A way to reach a person.
-- Which channels there are, says functions/channels.sql, which replaces this before the first row is written.
create function rekindle.channels() returns text[] language sql immutable parallel safe return null::text[];
create domain rekindle.channel as text
  constraint channel_is_known check (value = any (rekindle.channels()));
create domain rekindle.channel_or_all as text
  constraint channel_is_known check (value = 'all' or value::rekindle.channel is not null);

-- What the learning platform knows. A stand-alone install fills these tables; everything reads the views of schema `lms`
-- over them, which a platform in the same database replaces by its own (infra/database/sources). Rows dated after the
-- moment of a decision are invisible to it: every statement compares with the time it is given.
create table lms_data.users (
  user_id bigint primary key,
  first_name text,
  last_name text,
  title text,                      -- a form of address such as 'Dr.'
  email text,
  phone_number text,               -- E.164
  timezone text,                   -- IANA name; missing or unknown falls back
  locale text,
  region text,
  is_active boolean not null default true
);

create table lms_data.courses (
  course_id bigint primary key,
  code text,
  name text not null,
  total_modules int,
  cpd_points numeric(6, 2),
  starts_on date,
  ends_on date,
  url text                         -- https link to the course page
);

create table lms_data.course_enrolments (
  user_id bigint not null,
  course_id bigint not null,
  enrolled_at timestamptz,
  unenrolled_at timestamptz,
  primary key (user_id, course_id)
);

-- Narrow and with one index: detection reads it whole, everything else reads one pair.
create table lms_data.user_activities (
  user_id bigint not null,
  course_id bigint not null,
  activity_date timestamptz not null,
  activity_type text not null
);
create index user_activities_pair on lms_data.user_activities (user_id, course_id, activity_date);

create table lms_data.user_course_progress (
  user_id bigint not null,
  course_id bigint not null,
  completion_percentage numeric(5, 2) not null default 0,
  modules_completed int not null default 0,
  last_accessed_at timestamptz,
  completed_at timestamptz,
  primary key (user_id, course_id),
  constraint user_course_progress_percentage check (completion_percentage between 0 and 100)
);
create index users_phone_number on lms_data.users (phone_number) where phone_number is not null;

-- People who are no users of the platform. Their ids come from below zero, so that lead 5 and user 5 are two people.
create sequence lms_data.person_ids increment by -1 maxvalue -1 start with -1;

create table lms_data.leads (
  user_id bigint primary key default nextval('lms_data.person_ids'),
  first_name text,
  last_name text,
  title text,
  email text,
  phone_number text,
  timezone text,
  locale text,
  region text,
  is_active boolean not null default true,
  constraint leads_ids check (user_id < 0)
);
create index leads_phone_number on lms_data.leads (phone_number) where phone_number is not null;

create table lms_data.guardians (
  user_id bigint primary key default nextval('lms_data.person_ids'),
  learner_id bigint not null,
  first_name text,
  last_name text,
  title text,
  email text,
  phone_number text,
  timezone text,
  locale text,
  region text,
  is_active boolean not null default true,
  constraint guardians_ids check (user_id < 0)
);
create index guardians_learner on lms_data.guardians (learner_id);
create index guardians_phone_number on lms_data.guardians (phone_number) where phone_number is not null;

-- Addresses of further kinds than the email and the telephone number of a person's own row, such as a Discord account.
create table lms_data.other_addresses (
  user_id bigint not null,
  address_kind text not null,
  address text not null,
  primary key (user_id, address_kind)
);
create index other_addresses_address on lms_data.other_addresses (address);

-- The deployment's own settings: exactly one row.
create table rekindle.deployment (
  is_only boolean primary key default true,
  time_zone text not null default 'UTC',
  compared_at timestamptz,                   -- when addresses were last compared (compare_addresses)
  compared_until bigint not null default 0,  -- the newest enrolment then
  constraint deployment_is_one_row check (is_only),
  constraint deployment_time_zone check (timezone(time_zone, timestamptz 'epoch') is not null)
);

-- Zone names this server knows: asking pg_timezone_names takes 0.3 s, asking this table nothing.
create table rekindle.time_zones (name text primary key);

create table rekindle.campaigns (
  id int generated always as identity primary key,
  slug text not null,
  title text not null,
  class text not null,
  topic text not null,
  subject_type text not null,
  status text not null default 'active',
  current_version int not null,
  created_at timestamptz not null,
  constraint campaigns_slug_key unique (slug),
  constraint campaigns_slug check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 40),
  constraint campaigns_class check (class in ('transactional', 'reminder', 'marketing')),
  constraint campaigns_status check (status in ('active', 'paused'))
);

create table rekindle.campaign_versions (
  campaign_id int not null references rekindle.campaigns on delete restrict,
  version int not null,
  content_hash text not null,
  definition jsonb not null,
  messages jsonb not null,
  published_at timestamptz not null,
  primary key (campaign_id, version),
  constraint campaign_versions_content_key unique (campaign_id, content_hash)
);

-- The row that serialises everything about one person: caps, opt-outs, claims. It holds no personal data.
create table rekindle.recipients (
  user_id bigint primary key,
  opt_outs int not null default 0,           -- logical clock of this person's opt-outs; orders them against claims
  created_at timestamptz not null
) with (fillfactor = 70);

-- One learner in one campaign about one subject, in one episode.
create table rekindle.campaign_enrollments (
  id bigint generated always as identity primary key,
  user_id bigint not null references rekindle.recipients on delete cascade,
  subject_id bigint not null,
  campaign_id int not null,                  -- no foreign key: each insert would lock the same row of a tiny parent
  version int not null,
  episode smallint not null default 1,
  status text not null default 'active',
  is_holdout boolean not null default false,
  exclusive_group text,
  enrolled_at timestamptz not null,
  anchor_at timestamptz not null,            -- the first step's slot
  last_activity_at timestamptz,              -- the activity after which silence began
  steps jsonb not null default '[]',         -- per step: slots used or skipped so far, what waits
  shift interval not null default '0',       -- how far the learner's returns have moved the whole plan
  defer_reason text,
  next_due_at timestamptz,
  end_reason text,
  ended_at timestamptz,
  constraint campaign_enrollments_key unique (user_id, campaign_id, subject_id, episode),
  constraint campaign_enrollments_status check (
    status in ('active', 'paused', 'completed', 'unsubscribed', 'exhausted', 'expired', 'suppressed')),
  constraint campaign_enrollments_due check ((status = 'active') = (next_due_at is not null)),
  constraint campaign_enrollments_end check ((status in ('active', 'paused')) = (ended_at is null)),
  constraint campaign_enrollments_end_reason check (ended_at is null or end_reason is not null)
) with (fillfactor = 80);
create index campaign_enrollments_due on rekindle.campaign_enrollments (next_due_at) where status = 'active';
-- One running campaign per learner, subject and group.
create unique index campaign_enrollments_exclusive
  on rekindle.campaign_enrollments (user_id, subject_id, exclusive_group)
  where status in ('active', 'paused') and exclusive_group is not null;

-- Suppressions: what must not be written. Sentinels instead of nulls, so that the key really is unique; lifted, never deleted.
-- A no binds the person and, where it has an address, everybody who has that address, today or later; a bounce binds the
-- address alone. Of each cause there is one row: who takes one back does not touch the others.
create table rekindle.suppressions (
  id bigint generated always as identity primary key,
  user_id bigint not null,                   -- 0: somebody who is no account here
  channel rekindle.channel_or_all not null default 'all',
  scope text not null,
  topic text not null default '',
  campaign_id int not null default 0,
  subject_type text not null default '',
  subject_id bigint not null default 0,
  address_hash bytea not null default '',
  reason text not null,
  source text not null,
  opt_outs int not null,                     -- the recipient's logical clock at this opt-out
  created_at timestamptz not null,           -- when it was last said
  lifted_at timestamptz,                     -- when it was last taken back; null while it stands
  lift_note text,                            -- why an administrator lifted it
  comment text,                              -- why the learner said no, where they said it: a word from a list
  constraint suppressions_key
    unique (user_id, channel, scope, topic, campaign_id, subject_type, subject_id, address_hash, reason),
  constraint suppressions_scope check (scope in ('all', 'topic', 'campaign', 'subject')),
  constraint suppressions_reason check (reason in ('opt_out', 'complaint', 'bounce', 'admin')),
  constraint suppressions_source check (
    source in ('email_link', 'one_click', 'sms_reply', 'user_settings', 'support_request', 'provider', 'admin'))
);
create index suppressions_address on rekindle.suppressions (address_hash) where address_hash <> '';

-- Addresses that several people have, as they were last compared: caps count for all of them together.
create table rekindle.shared_addresses (
  user_id bigint not null,
  address_kind text not null,
  address_hash bytea not null,
  primary key (user_id, address_kind)
);
create index shared_addresses_hash on rekindle.shared_addresses (address_hash);

-- What people wrote back, once each by the provider's id, for ever: a repetition changes nothing, however late it comes.
create table rekindle.inbound_replies (
  provider text not null,
  message_id text not null,
  channel rekindle.channel not null,
  address_hash bytea not null,
  intent text not null,
  body text,                                 -- only where a person has to read it, and for a while
  learners bigint[] not null default '{}',   -- who had the number then, where there is a text
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  primary key (provider, message_id),
  constraint inbound_replies_intent check (intent in ('stop', 'start', 'help', 'other'))
);
create index inbound_replies_address on rekindle.inbound_replies (address_hash);
create index inbound_replies_unread on rekindle.inbound_replies (received_at) where body is not null;

-- The ledger: one message to one learner on one channel.
create table rekindle.message_deliveries (
  id bigint generated always as identity primary key,
  user_id bigint not null,
  enrollment_id bigint not null,             -- no foreign key: what it would look up, a lock holds (delete_messages)
  subject_id bigint not null,
  campaign_id int not null,
  version int not null,
  step smallint not null,                    -- place in the campaign's list of steps
  occurrence smallint not null,              -- which slot of the step, from 1
  covers smallint not null default 1,        -- how many slots in a row a skip stands for
  stage smallint not null,
  attempt smallint not null default 0,
  channel rekindle.channel not null,
  class text not null,
  status text not null default 'scheduled',
  template text not null,
  variant text not null default '',          -- which of the step's variants; '' where there is one text only
  template_hash text,                        -- set at the claim
  reason text,
  provider text,
  provider_message_id text,
  address_hash bytea,
  slot_at timestamptz not null,
  scheduled_at timestamptz not null,
  not_before timestamptz not null,
  expires_at timestamptz not null,
  attention_at timestamptz,                  -- when a tick must look at this row again; null once it is settled
  lease_token bigint,
  lease_until timestamptz,
  unknown_at timestamptz,
  sent_at timestamptz,                       -- an upper bound of the moment of acceptance
  -- What providers report: each merges with least(), so order and repetition cannot matter.
  delivered_at timestamptz,
  deferred_at timestamptz,
  opened_at timestamptz,
  clicked_at timestamptz,
  bounced_at timestamptz,
  dropped_at timestamptz,
  complained_at timestamptz,
  constraint message_deliveries_key unique (enrollment_id, step, occurrence, channel),
  constraint message_deliveries_class check (class in ('transactional', 'reminder', 'marketing')),
  constraint message_deliveries_status check (
    status in ('scheduled', 'sending', 'unknown', 'sent', 'presumed_sent', 'skipped', 'failed')),
  constraint message_deliveries_lease check ((status = 'sending') = (lease_token is not null)),
  constraint message_deliveries_sent check (status not in ('sent', 'presumed_sent') or sent_at is not null),
  constraint message_deliveries_reason check (status not in ('skipped', 'failed') or reason is not null),
  constraint message_deliveries_attention check ((status in ('scheduled', 'sending', 'unknown')) = (attention_at is not null))
) with (fillfactor = 40);   -- a row grows at its claim and is written twice more: with room on its page no index is touched
-- Rows arrive in the order of this column: a few kilobytes let dashboards and roll-ups skip what is old.
create index message_deliveries_scheduled on rekindle.message_deliveries using brin (scheduled_at);
create index message_deliveries_user on rekindle.message_deliveries (user_id);
create index message_deliveries_attention on rekindle.message_deliveries (attention_at) where attention_at is not null;

-- One row per claim: what the counts of the ledger must equal.
create table rekindle.delivery_attempts (
  delivery_id bigint not null,               -- no foreign key: see delete_traces
  attempt smallint not null,
  lease_token bigint not null,
  opt_outs int not null,                     -- the recipient's logical clock at the claim
  claimed_at timestamptz not null,
  finished_at timestamptz,
  outcome text,
  detail text,
  primary key (delivery_id, attempt),
  constraint delivery_attempts_outcome check (
    outcome in ('accepted', 'rejected', 'failed', 'ambiguous', 'not_attempted'))
) with (fillfactor = 50);

-- Provider callbacks and link hits, once each: the key is made of content, since providers change their ids on retries.
create table rekindle.delivery_events (
  delivery_id bigint not null,
  kind text not null,
  occurred_at timestamptz not null,
  detail text not null default '',           -- the link's index of a click, the code of a bounce
  is_suspect boolean not null default false, -- a scanner or a privacy proxy, not a person
  provider text not null,
  received_at timestamptz not null,
  primary key (delivery_id, kind, occurred_at, detail, is_suspect),
  constraint delivery_events_kind check (kind in
    ('processed', 'delivered', 'deferred', 'open', 'click', 'soft_bounce', 'blocked', 'hard_bounce', 'dropped', 'complaint', 'unsubscribe'))
);

create table rekindle.tracked_links (
  code text collate "C" primary key,         -- found by equality alone
  delivery_id bigint not null,
  link_index smallint not null,
  target text not null,
  created_at timestamptz not null,
  constraint tracked_links_code check (length(code) between 8 and 16),
  constraint tracked_links_target check (target ~ '^https://[a-z0-9.-]+(:[0-9]{1,5})?(/[^\s\\]*)?$' and length(target) <= 2000)
);
create index tracked_links_delivery on rekindle.tracked_links (delivery_id);

create table rekindle.job_execution_logs (
  id bigint generated always as identity primary key,
  job text not null,
  status text not null default 'running',
  invocation text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  counts jsonb not null default '{}',
  error_type text,
  error_message text,
  constraint job_execution_logs_status check (status in ('running', 'succeeded', 'failed')),
  constraint job_execution_logs_end check ((status = 'running') = (finished_at is null)),
  constraint job_execution_logs_error check (status <> 'failed' or error_type is not null)
);
create index job_execution_logs_job on rekindle.job_execution_logs (job, started_at desc);
create index job_execution_logs_running on rekindle.job_execution_logs (job) where status = 'running';

-- As fine as anybody will ask: history cannot be split later. Who asks for less sums over the key.
create table rekindle.campaign_analytics (
  day date not null,
  campaign_id int not null references rekindle.campaigns on delete restrict,
  version int not null,                      -- 0: from before versions were told apart
  step text not null,                        -- the step's id; '' for entries and ends of episodes, of which the channel is 'all'
  channel text not null,
  template text not null,
  variant text not null,
  enrolled int not null default 0,
  sent int not null default 0,
  presumed int not null default 0,           -- nobody knows whether the provider took them; never among the sent
  delivered int not null default 0,
  opened int not null default 0,
  clicked int not null default 0,
  bounced int not null default 0,
  complained int not null default 0,
  failed int not null default 0,
  skipped int not null default 0,
  unsubscribed int not null default 0,
  completed int not null default 0,
  computed_at timestamptz not null,
  primary key (day, campaign_id, version, step, channel, template, variant)
);

create table rekindle.anomalies (
  id bigint generated always as identity primary key,
  kind text not null,
  enrollment_id bigint,
  delivery_id bigint,
  detail text not null,
  created_at timestamptz not null,
  seen int not null default 1,               -- how often, where it is about no row of ours
  last_seen_at timestamptz,                  -- null where that was once
  resolved_at timestamptz
);
create index anomalies_open on rekindle.anomalies (created_at) where resolved_at is null;
create unique index anomalies_counted on rekindle.anomalies (kind, detail)
  where resolved_at is null and enrollment_id is null and delivery_id is null;

-- Token buckets shared by all processes.
create table rekindle.rate_limits (
  provider text primary key,
  per_second double precision not null,
  burst double precision not null,
  tokens double precision not null,
  refilled_at timestamptz not null,
  constraint rate_limits_positive check (per_second > 0 and burst >= 1 and tokens >= 0)
);

-- A provider that refuses our credentials is left alone for a while, so that a rotated key does not burn the queue.
create table rekindle.provider_breakers (
  provider text primary key,
  open_until timestamptz not null,
  reason text not null
);

create table rekindle.notifications (
  id bigint generated always as identity primary key,
  user_id bigint not null,
  delivery_id bigint references rekindle.message_deliveries on delete cascade,
  title text not null,
  body text not null,
  created_at timestamptz not null,
  read_at timestamptz
);
create index notifications_delivery on rekindle.notifications (delivery_id);
create index notifications_unread on rekindle.notifications (user_id, created_at desc);

create table rekindle.host_events (
  source text not null,
  event_id text not null,
  type text not null,
  user_id bigint,
  subject_id bigint,
  data jsonb not null default '{}',
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  primary key (source, event_id)
);

create table rekindle.consents (
  user_id bigint not null,
  channel rekindle.channel not null,
  is_granted boolean not null,
  source text not null,
  given_at timestamptz not null,
  primary key (user_id, channel, given_at)
);

-- Which channels a sender's role may read addresses for.
create table rekindle.sender_channels (
  role name not null,
  channel rekindle.channel not null,
  primary key (role, channel)
);
