-- The week of a moment, by its Monday, where the deployment is.
create or replace function rekindle.budget_week(moment timestamptz) returns date
language sql stable parallel safe as
$$ select date_trunc('week', moment at time zone d.time_zone)::date from rekindle.deployment d $$;
