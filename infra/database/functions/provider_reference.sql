-- The name of a payment that people look for at the provider: its own, else that of its charge or its invoice.
create or replace function rekindle.provider_reference(from_source text, payment bigint) returns text
language sql stable set search_path = pg_catalog as $$
  select r.reference from rekindle.provider_references r
   where r.source = from_source and r.kind = 'payment' and r.id = payment order by r.rank, r.told_at desc, r.reference limit 1
$$;
revoke execute on function rekindle.provider_reference from public;
