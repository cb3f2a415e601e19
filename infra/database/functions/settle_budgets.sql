-- Counts what was spent, and has those looked at now who wait for a budget that has more left than when they were last looked at:
-- it was raised, or something was given back. Of each campaign so many at most as it could pay for. Returns how many.
create or replace function rekindle.settle_budgets(moment timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  this date := rekindle.budget_week(moment);
  waiting record;
  most int;
  woken int;
  total int := 0;
begin
  perform rekindle.lock_budgets(moment);
  for waiting in
    select c.id, least(a.budget - a.spent, o.budget - o.spent) as room, s.room as seen
      from rekindle.campaigns c
      left join rekindle.budgets(moment) a on a.campaign_id = 0
      left join rekindle.budgets(moment) o on o.campaign_id = c.id
      left join rekindle.spending s on s.week = this and s.campaign_id = c.id
     where exists (select from rekindle.campaign_enrollments e
                    where e.campaign_id = c.id and e.status = 'active' and e.defer_reason = 'budget' and e.next_due_at > moment)
  loop
    insert into rekindle.spending as s (week, campaign_id, room) values (this, waiting.id, waiting.room)
    on conflict (week, campaign_id) do update set room = excluded.room where s.room is distinct from excluded.room;
    continue when waiting.room <= waiting.seen;
    select case when waiting.room is null then 5000
             else least(5000, coalesce(greatest(0, floor(waiting.room / min(p.price))), 5000)) end
      into most from rekindle.prices p where p.price > 0;
    with freed as (
      select e.id from rekindle.campaign_enrollments e
       where e.campaign_id = waiting.id and e.status = 'active' and e.defer_reason = 'budget' and e.next_due_at > moment
       order by e.next_due_at, e.id
       limit most
         for no key update skip locked)
    update rekindle.campaign_enrollments e set next_due_at = moment from freed f where e.id = f.id;
    get diagnostics woken = row_count;
    total := total + woken;
    if woken > 0 and woken = most then   -- more may wait than were woken: the next look goes on
      update rekindle.spending s set room = null where s.week = this and s.campaign_id = waiting.id;
    end if;
  end loop;
  return total;
end
$$;
revoke execute on function rekindle.settle_budgets from public;
