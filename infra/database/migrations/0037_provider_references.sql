-- What payment providers call things, and which of ours they are.
set local role rekindle_owner;

-- Numbers of payments and refunds of which the host has given none: below zero, where it never gives any.
create sequence lms_data.payment_ids increment by -1 maxvalue -1 start with -1;

create table rekindle.provider_references (
  source text not null,                      -- the provider
  kind text not null,
  reference text not null,                   -- its name for it
  id bigint not null,                        -- the payment or the refund; of a customer the learner
  rank smallint not null default 0,          -- which of its names: 0 its own, 1 its charge's, 2 its invoice's
  payer text,                                -- who pays, by the provider's name or the hash of a mailbox
  amount numeric(15, 3),
  currency text,
  told_at timestamptz,                       -- the newest event that named it
  primary key (source, kind, reference),
  constraint provider_references_kind check (kind in ('payment', 'refund', 'customer'))
);
create index provider_references_id on rekindle.provider_references (kind, id);
create index provider_references_payer on rekindle.provider_references (source, kind, payer, told_at) where payer is not null;

-- Kept events may wait for any of several rows, a line each.
drop index rekindle.events_unknown_waits_for;
create index events_unknown_awaited on rekindle.events_unknown using gin (string_to_array(waits_for, E'\n'))
  where waits_for is not null;
