-- The budgets of the week in which a moment is, and what they have spent: campaign 0 is all of them together. No row where
-- nothing has a price.
create or replace function rekindle.budgets(moment timestamptz)
returns table (campaign_id int, budget numeric, spent numeric, ends_at timestamptz, currency text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not exists (select from rekindle.prices) then return; end if;
  return query
  with week as materialized (
    select w.first, (w.first + 7)::timestamp at time zone d.time_zone as ends_at, d.currency, d.weekly_budget
      from rekindle.deployment d cross join lateral (select rekindle.budget_week(moment) as first) w),
  budgets as (
    select 0 as id, w.weekly_budget as budget from week w
    union all
    select c.id, coalesce(c.weekly_budget, (v.definition->>'weekly_budget')::numeric)
      from rekindle.campaigns c
      join rekindle.campaign_versions v on v.campaign_id = c.id and v.version = c.current_version
     where c.weekly_budget is not null or v.definition->>'weekly_budget' is not null),
  changes as materialized (
    select h.campaign_id, sum(h.amount) as amount from rekindle.spending_changes h
     where h.week = (select w.first from week w) group by h.campaign_id)
  select b.id, b.budget,
         coalesce((select s.amount from rekindle.spending s where s.week = w.first and s.campaign_id = b.id), 0)
           + coalesce((select sum(h.amount) from changes h where b.id in (0, h.campaign_id)), 0),
         w.ends_at, w.currency
    from budgets b cross join week w;
end
$$;
revoke execute on function rekindle.budgets from public;
