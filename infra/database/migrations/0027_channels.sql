-- What a sender must know of its provider beyond one message, and what a notice in the app has beside its words.
set local role rekindle_owner;

-- Until when a provider wants nothing that counts against a limit; `discord` holds `discord/dm` too.
create table rekindle.rate_pauses (
  name text primary key,
  until timestamptz not null
);

-- About one message to a person in a second, whoever sends it; posts into groups' channels have no such limit.
insert into rekindle.rate_limits (provider, per_second, burst, tokens, refilled_at) values ('discord/dm', 1, 1, 1, timestamptz 'epoch')
on conflict do nothing;

-- Where messages to an address go at once, such as the channel that a bot has opened to a person.
create table rekindle.provider_rooms (
  provider text not null,
  address_hash bytea not null,
  room text not null,
  opened_at timestamptz not null,
  primary key (provider, address_hash)
);

alter table rekindle.notifications
  add column type text not null default 'message',
  add column link text,
  add column key text,             -- by which a repeated request of the host is known
  add constraint notifications_key unique (user_id, key);
alter table rekindle.notifications enable row level security;   -- the policies stand with the roles that have one
create index notifications_created_at on rekindle.notifications (created_at desc);
create index notifications_open on rekindle.notifications (user_id) where read_at is null;
