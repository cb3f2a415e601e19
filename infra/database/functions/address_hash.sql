-- One way to write what several people may write differently: mailboxes are compared without capitals.
create or replace function rekindle.normal_address(address_kind text, address text) returns text
language sql immutable parallel safe
return case address_kind when 'email' then lower(address) else address end;

-- What stands for an address where the address itself must not.
create or replace function rekindle.address_hash(address_kind text, address text) returns bytea
language sql stable parallel safe
return sha256(convert_to(rekindle.normal_address(address_kind, address), 'UTF8'));
