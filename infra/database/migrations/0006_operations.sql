-- Runs, analytics, anomalies, provider limits, and the tables of what comes in.
set local role rekindle_owner;

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

create table rekindle.campaign_analytics (
  day date not null,
  campaign_id int not null references rekindle.campaigns on delete restrict,
  channel text not null,
  enrolled int not null default 0,
  sent int not null default 0,
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
  primary key (day, campaign_id, channel)
);

create table rekindle.anomalies (
  id bigint generated always as identity primary key,
  kind text not null,
  enrollment_id bigint,
  delivery_id bigint,
  detail text not null,
  created_at timestamptz not null,
  resolved_at timestamptz
);
create index anomalies_open on rekindle.anomalies (created_at) where resolved_at is null;

-- Token buckets shared by all processes (DESIGN §7, X-51).
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
  channel text not null,
  is_granted boolean not null,
  source text not null,
  given_at timestamptz not null,
  primary key (user_id, channel, given_at)
);
