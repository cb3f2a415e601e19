-- Rules that are looked at every five minutes, what they have found, and what operators are told of it.
set local role rekindle_owner;

create table rekindle.guardrails (
  name text primary key,
  metric text not null,
  scope text not null,
  subject text not null default '',          -- one campaign, channel or provider; '' for each that there is
  window_minutes int not null,
  least_count int not null,                  -- fewer events say nothing
  threshold double precision not null,
  hold_minutes int not null,                 -- for how long a figure is beyond before anything is done
  action text not null,
  is_enabled boolean not null default true,
  changed_by text,                           -- the name of the key; null while it is as it came
  changed_at timestamptz,
  constraint guardrails_name check (name ~ '^[a-z][a-z0-9_]*$' and length(name) <= 60),
  constraint guardrails_metric check (metric in ('delivery_percent', 'opt_out_percent', 'complaint_percent', 'queued_messages',
    'detection_failing_days', 'detection_silent_days', 'provider_blocked', 'goal_harm', 'opt_out_harm')),
  constraint guardrails_scope check (scope in ('all', 'campaign', 'channel', 'provider')),
  constraint guardrails_subject check (scope <> 'all' or subject = ''),
  constraint guardrails_window check (window_minutes between 5 and 40320 and window_minutes % 5 = 0),
  constraint guardrails_least check (least_count >= 0),
  constraint guardrails_hold check (hold_minutes between 0 and 40320),
  constraint guardrails_action check (action = 'alert' or action = 'pause' and scope = 'campaign')
);

-- A figure that went beyond its threshold, from the first bucket to the last. It names campaigns, channels and providers, nobody.
create table rekindle.incidents (
  id bigint generated always as identity primary key,
  guardrail text not null,
  metric text not null,
  subject text not null,
  action text not null,
  threshold double precision not null,
  figure double precision not null,          -- at the opening
  counted bigint not null,                   -- what the figure was of
  began_at timestamptz not null,             -- the end of the first bucket that was beyond
  seen_at timestamptz not null,              -- the end of the last one
  opened_at timestamptz,                     -- when it had lasted as long as the rule wants; null until then
  has_paused boolean not null default false, -- whether it paused its campaign
  resolved_at timestamptz
);
create unique index incidents_open on rekindle.incidents (guardrail, subject) where resolved_at is null;

-- What operators are told, a row for each of them: sent once it was taken, and tried again until then.
create table rekindle.operator_notices (
  id bigint generated always as identity primary key,
  incident_id bigint references rekindle.incidents on delete cascade,
  week date,                                 -- of a review: its Monday
  kind text not null,
  medium text not null,
  place smallint not null,                   -- which of the setting's addresses
  body jsonb not null default '{}',          -- what a review says
  created_at timestamptz not null,
  not_before timestamptz not null,
  attempt int not null default 0,
  lease_until timestamptz,
  failure text,                              -- the code of the last try
  sent_at timestamptz,
  constraint operator_notices_kind check (kind in ('opened', 'resolved', 'review')),
  constraint operator_notices_medium check (medium in ('email', 'webhook')),
  constraint operator_notices_about check ((kind = 'review') = (incident_id is null) and (kind = 'review') = (week is not null))
);
create unique index operator_notices_incident on rekindle.operator_notices (incident_id, kind, medium, place);
create unique index operator_notices_review on rekindle.operator_notices (week, medium, place) where kind = 'review';
create index operator_notices_unsent on rekindle.operator_notices (not_before) where sent_at is null;

alter table rekindle.audit_entries add column detail text;   -- why the product itself has done it
