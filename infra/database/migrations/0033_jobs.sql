-- Messages that are asked for over the API, and what people have changed about single jobs.
set local role rekindle_owner;

-- Ids of requests are subjects of episodes: so far below zero that they are nobody else's (functions/is_request.sql).
create sequence rekindle.request_ids increment by -1 maxvalue -1000000000000 start with -1000000000000;

-- A message that was asked for; whom it goes to, its episodes say.
create table rekindle.notification_jobs (
  id bigint primary key default nextval('rekindle.request_ids'),
  job_id text not null,                      -- the name that it was given
  campaign_id int not null,
  version int not null,
  message text not null,
  about bigint,                              -- a subject of the campaign's, whose values it has; null where all are given
  context jsonb not null,
  run_at timestamptz not null,
  requested_by text not null,                -- the name of the key
  requested_at timestamptz not null,
  withdrawn_at timestamptz,                  -- when it was cancelled, or another took its name
  constraint notification_jobs_context check (jsonb_typeof(context) = 'object')
);
create unique index notification_jobs_name on rekindle.notification_jobs (job_id) where withdrawn_at is null;
create index campaign_enrollments_requests on rekindle.campaign_enrollments (subject_id)
  where subject_id <= -1000000000000;

-- What people said about a job that a campaign plans, for as long as its moment stays where it was.
create table rekindle.job_changes (
  job_id text not null,
  anchor_at timestamptz not null,            -- the moment of the subject that the job is timed by
  run_at timestamptz,                        -- null where it was cancelled
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (job_id, anchor_at)
);

-- It tells of requests too.
drop function if exists rekindle.read_enrollments(bigint[]);
