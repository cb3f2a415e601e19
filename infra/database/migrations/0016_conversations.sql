-- What people say to us: what they agreed to and in which words, when they last wrote, and which message answers which.
set local role rekindle_owner;

alter table rekindle.consents add column words text;   -- what was agreed to, as they read it; null where nobody noted it

-- When somebody last wrote from a number: an open conversation takes messages that no provider has approved.
create table rekindle.conversations (
  address_hash bytea not null,
  channel rekindle.channel not null,
  last_inbound_at timestamptz not null,
  primary key (address_hash, channel)
);

-- The reply that a message answers, as provider:id; null for what we began. One answer to each, however often it is told.
alter table rekindle.message_deliveries add column answers text;
create unique index message_deliveries_answers on rekindle.message_deliveries (answers) where answers is not null;

alter table rekindle.inbound_replies drop constraint inbound_replies_intent;
alter table rekindle.inbound_replies add constraint inbound_replies_intent
  check (intent in ('stop', 'start', 'help', 'keyword', 'other'));

alter table rekindle.suppressions drop constraint suppressions_source;
alter table rekindle.suppressions add constraint suppressions_source check (
  source in ('email_link', 'one_click', 'sms_reply', 'whatsapp_reply', 'user_settings', 'support_request', 'provider', 'admin'));

-- Of another shape since: a function with the same name beside it would be a second one.
drop function if exists rekindle.take_reply(text, text, text, text, text, text, timestamptz, timestamptz);
