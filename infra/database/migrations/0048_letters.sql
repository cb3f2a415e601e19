-- One letter carries what is due for one learner on one channel: each item keeps its row, and says which one carries it.
set local role rekindle_owner;

alter table rekindle.message_deliveries
  add column carried_by bigint,                  -- the message whose text this one stands in; no foreign key, as the others
  add column carries boolean not null default false;
create index message_deliveries_carried on rekindle.message_deliveries (carried_by) where carried_by is not null;
-- Named by a column that is indexed anyway: with `status` in it no row could be updated in place.
create index message_deliveries_items on rekindle.message_deliveries (carried_by)
  where carried_by is not null and attention_at is not null;

-- They take or give one value more.
drop function if exists rekindle.claim_deliveries(int, int, timestamptz, text, bigint[], bigint[], bigint[], bigint[], text[], bytea[],
  int, int, text, text[], bigint[], smallint[], text[], smallint[], jsonb);
drop function if exists rekindle.tick_chores(timestamptz);
