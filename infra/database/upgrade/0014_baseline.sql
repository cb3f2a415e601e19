-- Brings a database of the migrations 0001 to 0013 to what 0014_baseline.sql makes of an empty one, without losing a row.
do $$
declare
  name text;
begin
  -- Functions and views are made again after this; triggers go with the functions and come back with them.
  for name in select c.oid::regclass::text from pg_class c where c.relnamespace = 'rekindle'::regnamespace and c.relkind = 'v' loop
    execute format('drop view if exists %s cascade', name);
  end loop;
  for name in select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'rekindle'::regnamespace loop
    execute format('drop function if exists %s cascade', name);
  end loop;
  create schema lms_data authorization rekindle_owner;
  -- Where a platform's views stand in `lms` they stay.
  for name in select c.relname from pg_class c where c.relnamespace = 'lms'::regnamespace and c.relkind = 'r' loop
    execute format('alter table lms.%I set schema lms_data', name);
    execute format('revoke all on lms_data.%I from rekindle_dashboard', name);
  end loop;
end
$$;
set local role rekindle_owner;

create function rekindle.channels() returns text[] language sql immutable parallel safe return null::text[];
create domain rekindle.channel as text
  constraint channel_is_known check (value = any (rekindle.channels()));
create domain rekindle.channel_or_all as text
  constraint channel_is_known check (value = 'all' or value::rekindle.channel is not null);

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

create table lms_data.other_addresses (
  user_id bigint not null,
  address_kind text not null,
  address text not null,
  primary key (user_id, address_kind)
);
create index other_addresses_address on lms_data.other_addresses (address);

create table rekindle.sender_channels (
  role name not null,
  channel rekindle.channel not null,
  primary key (role, channel)
);

alter table rekindle.recipients drop column kind;
alter table rekindle.delivery_attempts drop column status_code;
alter table rekindle.consents alter column channel type rekindle.channel;
alter table rekindle.suppressions drop constraint suppressions_channel,
  alter column channel drop default, alter column channel type rekindle.channel_or_all, alter column channel set default 'all';
alter table rekindle.message_deliveries drop constraint message_deliveries_channel,
  alter column channel type rekindle.channel, add column variant text not null default '';
alter table rekindle.campaign_enrollments alter column steps set default '[]',
  add column shift interval not null default '0';
create index notifications_delivery on rekindle.notifications (delivery_id);
