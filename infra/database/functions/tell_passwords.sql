-- The hashes of passwords that the host has to be told now: at once, then each two minutes until it has set them, for three days,
-- which is as long as the page that made them; who waits longest is first. What was told in vain for so long is forgotten.
create or replace function rekindle.tell_passwords(moment timestamptz, most int)
returns table (cta_submission_id text, user_id bigint, number int, hash text)
language sql security definer set search_path = pg_catalog as $$
  with late as materialized (
    select a.id from rekindle.approvals a
     where a.password_hash is not null and a.password_made_at <= moment - interval '3 days' for update skip locked),
  forgotten as (
    update rekindle.approvals a set password_hash = null
      from late where a.id = late.id
    returning a.id),
  noted as (
    insert into rekindle.anomalies (kind, detail, created_at)
    select 'password_not_set', 'approval ' || f.id, moment from forgotten f order by f.id),
  due as materialized (
    select a.id from rekindle.approvals a
     where a.password_hash is not null and a.password_made_at > moment - interval '3 days'
       and coalesce(a.password_told_at + interval '2 minutes' <= moment, true)
     order by a.password_told_at nulls first, a.id limit most for update skip locked)
  update rekindle.approvals a set password_told_at = moment
    from due where a.id = due.id
  returning a.cta_submission_id, a.user_id, a.password_number, a.password_hash
$$;
revoke execute on function rekindle.tell_passwords from public;
