-- What an attempt sent, as a digest of its bytes: evidence beside the provider's own copy (docs/proof.md).
set local role rekindle_owner;

alter table rekindle.delivery_attempts
  add column content_digest bytea;           -- SHA-256 of what the wire or the row got; null: from before it was noted
-- Without a look at the rows that are there: they have none.
alter table rekindle.delivery_attempts
  add constraint delivery_attempts_digest check (length(content_digest) = 32) not valid;

-- They take one value more.
drop function if exists rekindle.claim_deliveries(int, int, timestamptz, text, bigint[], bigint[], bigint[], bigint[], text[],
  bytea[], int, int, text, text[], bigint[], smallint[], text[], smallint[], jsonb, jsonb);
drop function if exists rekindle.claim_letters(int, int, timestamptz, text, bigint[], bigint[], bigint[], bigint[], text[],
  bytea[], int, int, text, text[], bigint[], smallint[], text[], smallint[], jsonb);
