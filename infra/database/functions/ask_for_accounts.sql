-- The approvals whose account the host has to be asked for now: at once, then after two minutes, four, up to an hour, until it
-- answers. What they are asked for with is the request's own name, so that a host which hears twice does it once. Who waits longest
-- is first: requests that the host never answers keep no other from being asked for.
create or replace function rekindle.ask_for_accounts(moment timestamptz, most int)
returns table (cta_submission_id text, admin_id bigint)
language sql security definer set search_path = pg_catalog as $$
  with due as materialized (
    select a.id from rekindle.approvals a
     where a.user_id is null
       and coalesce(a.asked_at + least(make_interval(mins => 1 << least(a.asks, 6)), interval '1 hour') <= moment, true)
     order by a.asked_at nulls first, a.id limit most for update skip locked)
  update rekindle.approvals a set asks = a.asks + 1, asked_at = moment
    from due where a.id = due.id
  returning a.cta_submission_id, a.admin_id
$$;
revoke execute on function rekindle.ask_for_accounts from public;
