-- The ledger in ranges of delivery ids, which grow with time: what docs/scale.md plans, applied after migration 0005.
-- The handlers' statements stay as they are; in migration 0012 `on conflict (code)` becomes `on conflict`.
set local role rekindle_owner;

-- A unique key of a partitioned table must hold the column that it is partitioned by, and the key of a message must not
-- hold its id. So a slot that is taken stands in a table of its own, and a second message for it is no row.
create table rekindle.delivery_slots (
  enrollment_id bigint not null references rekindle.campaign_enrollments on delete cascade,
  step smallint not null,
  occurrence smallint not null,
  channel text not null,
  primary key (enrollment_id, step, occurrence, channel)
);
create function rekindle.take_slot() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into rekindle.delivery_slots values (new.enrollment_id, new.step, new.occurrence, new.channel)
    on conflict do nothing;
  return case when found then new end;
end
$$;

drop table rekindle.tracked_links, rekindle.delivery_attempts, rekindle.delivery_events;
alter table rekindle.message_deliveries rename to whole;
create table rekindle.message_deliveries (like rekindle.whole including defaults including constraints including identity)
  partition by range (id);
drop table rekindle.whole;
alter table rekindle.message_deliveries
  add primary key (id),
  add constraint message_deliveries_key unique (enrollment_id, step, occurrence, channel, id),   -- named by the reservation
  add foreign key (enrollment_id) references rekindle.campaign_enrollments on delete cascade;
create index message_deliveries_scheduled on rekindle.message_deliveries using brin (scheduled_at);
create index message_deliveries_user on rekindle.message_deliveries (user_id);
create index message_deliveries_attention on rekindle.message_deliveries (attention_at) where attention_at is not null;
create trigger message_deliveries_guard before update of status on rekindle.message_deliveries
  for each row when (old.status is distinct from new.status) execute function rekindle.guard_delivery();
create trigger message_deliveries_slot before insert on rekindle.message_deliveries
  for each row execute function rekindle.take_slot();

create table rekindle.delivery_attempts (
  delivery_id bigint not null references rekindle.message_deliveries on delete cascade,
  attempt smallint not null,
  lease_token bigint not null,
  opt_outs int not null,
  claimed_at timestamptz not null,
  finished_at timestamptz,
  outcome text,
  detail text,
  primary key (delivery_id, attempt)
) partition by range (delivery_id);
create table rekindle.delivery_events (
  delivery_id bigint not null,
  kind text not null,
  occurred_at timestamptz not null,
  detail text not null default '',
  is_suspect boolean not null default false,
  provider text not null,
  received_at timestamptz not null,
  primary key (delivery_id, kind, occurred_at, detail, is_suspect)
) partition by range (delivery_id);
-- A click has nothing but the code, so it looks into every range; a message's links leave with it.
create table rekindle.tracked_links (
  code text not null,
  delivery_id bigint not null references rekindle.message_deliveries on delete cascade,
  link_index smallint not null,
  target text not null,
  created_at timestamptz not null,
  primary key (code, delivery_id)
) partition by range (delivery_id);
create index tracked_links_delivery on rekindle.tracked_links (delivery_id);

-- Makes `parts` ranges of `size` ids each, from id `first` on.
create function rekindle.extend_ledger(first bigint, size bigint, parts int) returns void
language plpgsql set search_path = pg_catalog as $$
declare
  lower bigint;
begin
  for lower in select first + n * size from generate_series(0, parts - 1) n loop
    execute format('create table rekindle.message_deliveries_%1$s partition of rekindle.message_deliveries
      for values from (%1$s) to (%2$s) with (fillfactor = 70)', lower, lower + size);
    execute format('create table rekindle.delivery_attempts_%1$s partition of rekindle.delivery_attempts
      for values from (%1$s) to (%2$s) with (fillfactor = 80)', lower, lower + size);
    execute format('create table rekindle.delivery_events_%1$s partition of rekindle.delivery_events
      for values from (%1$s) to (%2$s)', lower, lower + size);
    execute format('create table rekindle.tracked_links_%1$s partition of rekindle.tracked_links
      for values from (%1$s) to (%2$s)', lower, lower + size);
  end loop;
end
$$;

-- Drops the range that begins at id `first`, with everything that is known about its messages.
create function rekindle.retire_ledger(first bigint) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  execute format('drop table rekindle.tracked_links_%1$s, rekindle.delivery_attempts_%1$s, rekindle.delivery_events_%1$s', first);
  execute format('alter table rekindle.message_deliveries detach partition rekindle.message_deliveries_%s', first);
  execute format('drop table rekindle.message_deliveries_%s', first);
end
$$;
