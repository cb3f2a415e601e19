-- money_facts of short ranges of time, by indexes: the planner would read the tables whole, since it does not know how short they are.
create or replace function rekindle.money_facts_among(since timestamptz[], until timestamptz[])
returns table (at timestamptz, currency text, kind text, due_on date, amount numeric)
language sql stable set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
  select f.at, f.currency, f.kind, f.due_on, f.amount
    from unnest(since, until) r(since, until) cross join lateral rekindle.money_facts(r.since, r.until) f
$$;
revoke execute on function rekindle.money_facts_among from public;
