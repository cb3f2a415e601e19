-- One learner in one campaign about one subject, in one episode.
set local role rekindle_owner;

-- The row that serialises everything about one person: caps, opt-outs, claims. It holds no personal data.
create table rekindle.recipients (
  user_id bigint primary key,
  kind text not null default 'user',
  opt_outs int not null default 0,           -- logical clock of this person's opt-outs; orders them against claims
  created_at timestamptz not null,
  constraint recipients_kind check (kind in ('user', 'lead', 'parent', 'group'))
) with (fillfactor = 70);

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
  steps jsonb not null,                      -- per step: next slot, slots used or skipped so far, what waits
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
-- X-08: one running campaign per learner, subject and group.
create unique index campaign_enrollments_exclusive
  on rekindle.campaign_enrollments (user_id, subject_id, exclusive_group)
  where status in ('active', 'paused') and exclusive_group is not null;

-- Terminal states absorb, whatever a statement forgets to ask (CORRECTNESS §3.1).
create function rekindle.guard_enrollment() returns trigger language plpgsql as $$
begin
  if not (old.status || '>' || new.status) = any (array[
    'active>paused', 'paused>active', 'active>completed', 'active>unsubscribed', 'active>exhausted', 'active>expired',
    'active>suppressed', 'paused>completed', 'paused>unsubscribed', 'paused>expired', 'paused>suppressed',
    'exhausted>completed', 'exhausted>unsubscribed', 'exhausted>suppressed'])
  then
    raise exception 'enrollment % cannot go from % to %', old.id, old.status, new.status using errcode = 'RK002';
  end if;
  return new;
end
$$;
create trigger campaign_enrollments_guard before update of status on rekindle.campaign_enrollments
  for each row when (old.status is distinct from new.status) execute function rekindle.guard_enrollment();

-- A standing no. Sentinels instead of nulls, so that the key really is unique (X-30); lifted, never deleted (X-100).
create table rekindle.suppressions (
  id bigint generated always as identity primary key,
  user_id bigint not null,
  channel text not null default 'all',
  scope text not null,
  topic text not null default '',
  campaign_id int not null default 0,
  subject_type text not null default '',
  subject_id bigint not null default 0,
  address_hash bytea not null default '',    -- set where the no is about one address, as after a hard bounce (X-39)
  reason text not null,
  source text not null,
  opt_outs int not null,                     -- the recipient's logical clock at this opt-out
  created_at timestamptz not null,
  lifted_at timestamptz,
  constraint suppressions_key
    unique (user_id, channel, scope, topic, campaign_id, subject_type, subject_id, address_hash),
  constraint suppressions_channel check (channel in ('all', 'email', 'sms', 'whatsapp', 'discord', 'inapp')),
  constraint suppressions_scope check (scope in ('all', 'topic', 'campaign', 'subject')),
  constraint suppressions_reason check (reason in ('opt_out', 'complaint', 'bounce', 'admin')),
  constraint suppressions_source check (
    source in ('email_link', 'one_click', 'sms_reply', 'user_settings', 'support_request', 'provider', 'admin'))
);

-- The live enrolments of a campaign version whose goal is met: of one learner, or of all.
create function rekindle.campaign_goals_met(campaign int, version int, as_of timestamptz, learner bigint)
returns table (enrollment_id bigint, reached_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog rows 1000 as $$
begin
  return query execute format(
    'select e.id, g.reached_at from rekindle.campaign_enrollments e
      cross join lateral rekindle_campaigns.%I($1, e.user_id, e.subject_id) g
      where e.campaign_id = $2 and e.version = $3 and e.status in (''active'', ''paused'', ''exhausted'')
        and ($4 is null or e.user_id = $4) and g.reached_at is not null',
    rekindle.campaign_function(campaign, version, 'goal')) using as_of, campaign, version, learner;
end
$$;
revoke execute on function rekindle.campaign_goals_met from public;
