-- How many people came (newcomers) in spans that follow each other: span n is from bounds[n] to before bounds[n + 1], 0 before them all.
create or replace function rekindle.people_came(bounds timestamptz[]) returns table (span int, people bigint)
language sql stable as $$
  select width_bucket(n.came_at, bounds), count(*) from rekindle.newcomers n
   where n.came_at < bounds[cardinality(bounds)] group by 1
$$;
revoke execute on function rekindle.people_came from public;
