-- Counts what is about no row of ours: one row for all of a kind and detail that nobody has resolved yet.
create or replace function rekindle.count_anomalies(kinds text[], details text[], moment timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
  insert into rekindle.anomalies as a (kind, detail, created_at, seen, last_seen_at)
  select n.kind, n.detail, moment, count(*), moment from unnest(kinds, details) n(kind, detail)
   group by n.kind, n.detail order by n.kind, n.detail
  on conflict (kind, detail) where resolved_at is null and enrollment_id is null and delivery_id is null
    do update set seen = a.seen + excluded.seen, last_seen_at = excluded.last_seen_at
$$;
revoke execute on function rekindle.count_anomalies from public;
