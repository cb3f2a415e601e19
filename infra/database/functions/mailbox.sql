-- A mailbox as two spellings of it are compared.
create or replace function rekindle.mailbox(written text) returns text language sql immutable parallel safe
return lower(rekindle.email_address(written));
