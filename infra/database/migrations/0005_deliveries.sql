-- The ledger: one message to one learner on one channel (DESIGN §7, CORRECTNESS §3.2).
set local role rekindle_owner;

create table rekindle.message_deliveries (
  id bigint generated always as identity primary key,
  user_id bigint not null,
  enrollment_id bigint not null references rekindle.campaign_enrollments on delete cascade,
  subject_id bigint not null,
  campaign_id int not null,
  version int not null,
  step smallint not null,                    -- place in the campaign's list of steps
  occurrence smallint not null,              -- which slot of the step, from 1
  covers smallint not null default 1,        -- how many slots in a row a skip stands for
  stage smallint not null,
  attempt smallint not null default 0,
  channel text not null,
  class text not null,
  status text not null default 'scheduled',
  template text not null,
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
  constraint message_deliveries_channel check (channel in ('email', 'sms', 'whatsapp', 'discord', 'inapp')),
  constraint message_deliveries_class check (class in ('transactional', 'reminder', 'marketing')),
  constraint message_deliveries_status check (
    status in ('scheduled', 'sending', 'unknown', 'sent', 'presumed_sent', 'skipped', 'failed')),
  constraint message_deliveries_lease check ((status = 'sending') = (lease_token is not null)),
  constraint message_deliveries_sent check (status not in ('sent', 'presumed_sent') or sent_at is not null),
  constraint message_deliveries_reason check (status not in ('skipped', 'failed') or reason is not null),
  constraint message_deliveries_attention check ((status in ('scheduled', 'sending', 'unknown')) = (attention_at is not null))
) with (fillfactor = 70);
-- Rows arrive in the order of this column: a few kilobytes let dashboards and roll-ups skip what is old.
create index message_deliveries_scheduled on rekindle.message_deliveries using brin (scheduled_at);
create index message_deliveries_user on rekindle.message_deliveries (user_id);
create index message_deliveries_attention on rekindle.message_deliveries (attention_at) where attention_at is not null;

create function rekindle.guard_delivery() returns trigger language plpgsql as $$
begin
  if not (old.status || '>' || new.status) = any (array[
    'scheduled>sending', 'scheduled>skipped', 'sending>sent', 'sending>scheduled', 'sending>failed', 'sending>unknown',
    'sending>skipped', 'unknown>sent', 'unknown>presumed_sent', 'unknown>scheduled', 'presumed_sent>sent',
    'scheduled>sent', 'skipped>sent', 'failed>sent'])   -- the last three: a provider's evidence contradicts us
  then
    raise exception 'delivery % cannot go from % to %', old.id, old.status, new.status using errcode = 'RK001';
  end if;
  return new;
end
$$;
create trigger message_deliveries_guard before update of status on rekindle.message_deliveries
  for each row when (old.status is distinct from new.status) execute function rekindle.guard_delivery();

-- One row per claim: what the counts of the ledger must equal.
create table rekindle.delivery_attempts (
  delivery_id bigint not null references rekindle.message_deliveries on delete cascade,
  attempt smallint not null,
  status_code int,
  lease_token bigint not null,
  opt_outs int not null,                     -- the recipient's logical clock at the claim
  claimed_at timestamptz not null,
  finished_at timestamptz,
  outcome text,
  detail text,
  primary key (delivery_id, attempt),
  constraint delivery_attempts_outcome check (
    outcome in ('accepted', 'rejected', 'failed', 'ambiguous', 'not_attempted'))
) with (fillfactor = 80);

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
    ('processed', 'delivered', 'deferred', 'open', 'click', 'soft_bounce', 'hard_bounce', 'dropped', 'complaint', 'unsubscribe'))
);

create table rekindle.tracked_links (
  code text primary key,
  delivery_id bigint not null references rekindle.message_deliveries on delete cascade,
  link_index smallint not null,
  target text not null,
  created_at timestamptz not null,
  constraint tracked_links_code check (code ~ '^[0-9A-Za-z]{8,16}$'),
  constraint tracked_links_target check (target ~ '^https://[a-z0-9.-]+(:[0-9]{1,5})?(/[^\s\\]*)?$' and length(target) <= 2000)
);
create index tracked_links_delivery on rekindle.tracked_links (delivery_id);
