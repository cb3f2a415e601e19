-- Why payments fail, and what the host was asked to try again.
set local role rekindle_owner;

create table rekindle.failure_codes (
  code text primary key,             -- as providers call it
  words text not null,               -- a sentence without its full stop, as the payer reads it
  is_final boolean not null          -- trying the same card or account again is of no use
);

create table rekindle.retry_requests (
  debt bigint primary key,           -- rekindle.debt
  payment_id bigint,                 -- the failed payment; missing where only its instalment is known
  attempt int not null,              -- how many times the host was asked to try again, this one with it
  is_last boolean not null,          -- another failure is final
  asked_at timestamptz not null      -- of this attempt the first time: what fails later has answered it
);
