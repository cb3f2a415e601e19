-- What each of the last twelve weeks has cost, all campaigns together, what is not settled yet with it, beside the budget of a week.
create or replace function rekindle.weekly_spending(moment timestamptz)
returns table (week date, spent numeric, budget numeric, currency text)
language sql stable security definer set search_path = pg_catalog as $$
  select w.first, coalesce((select s.amount from rekindle.spending s where s.week = w.first and s.campaign_id = 0), 0)
                  + coalesce((select sum(h.amount) from rekindle.spending_changes h where h.week = w.first), 0),
         d.weekly_budget, d.currency
    from rekindle.deployment d
   cross join lateral (select rekindle.budget_week(moment) - 7 * n.n as first from generate_series(0, 11) n(n)) w
   where exists (select from rekindle.prices)
     and w.first >= least(rekindle.budget_week(moment), (select min(s.week) from rekindle.spending s))
$$;
revoke execute on function rekindle.weekly_spending from public;
