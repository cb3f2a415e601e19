-- What stands for an address where the address itself must not: the same for all ways to write one mailbox.
create or replace function rekindle.address_hash(address_kind text, address text) returns bytea
language sql stable parallel safe
return sha256(convert_to(case address_kind when 'email' then lower(address) else address end, 'UTF8'));
