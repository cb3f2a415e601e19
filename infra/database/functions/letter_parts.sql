-- The leader of a letter and its items as rows, the leader first: what locks them locks in this order.
create or replace function rekindle.letter_parts(parts jsonb[])
returns table (id bigint, learner bigint, subject bigint, token bigint, hash text, campaign int, version int,
               from_minute int, to_minute int, zone text, units smallint, leads boolean)
language sql immutable as $$
  select (p ->> 'id')::bigint, (p ->> 'learner')::bigint, (p ->> 'subject')::bigint, (p ->> 'token')::bigint, p ->> 'hash',
         (p ->> 'campaign')::int, (p ->> 'version')::int, (p ->> 'from')::int, (p ->> 'to')::int, p ->> 'zone',
         (p ->> 'units')::smallint, (p ->> 'leads')::boolean
    from unnest(parts) p order by (p ->> 'leads')::boolean desc, (p ->> 'id')::bigint
$$;
revoke execute on function rekindle.letter_parts from public;
