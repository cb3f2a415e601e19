-- The address of a page that `lms.links` has a pattern for; null where it has none.
create or replace function rekindle.link(kind text, id text) returns text
language sql stable parallel safe as $$
  select replace(l.url, '{id}', id) from lms.links l where l.name = kind and btrim(l.url) <> ''
$$;
