-- Learners whose next message is looked at on each of fourteen days from a moment on, by campaign; what is due stands on the first.
create or replace function rekindle.looks_planned(moment timestamptz) returns table (day date, campaign_id int, learners bigint)
language plpgsql stable as $$   -- planned only where it is asked
#variable_conflict use_column
begin
  return query
  select (greatest(e.next_due_at, moment) at time zone d.time_zone)::date, e.campaign_id, count(*)
    from rekindle.deployment d join rekindle.campaign_enrollments e on true
   where e.status = 'active' and e.next_due_at < moment + interval '14 days' and not e.is_holdout
   group by 1, 2;
end
$$;
revoke execute on function rekindle.looks_planned from public;
