-- Arranges the call that welcomes somebody: at the time that was wished for where it lies ahead and its owner is free, otherwise at
-- the first half hour from ten to five, Monday to Friday where the deployment is, at least a day from now, at which they are.
create or replace function rekindle.arrange_call(approval bigint, owner bigint, wish timestamptz, moment timestamptz) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('rekindle.welcome_calls', owner));
  with slots as (
    select wish as at, 0 as place where wish > moment
    union all
    select s.local at time zone z.name, 1
      from (select coalesce((select d.time_zone from rekindle.deployment d), 'UTC') as name) z
     cross join lateral generate_series(((moment at time zone z.name)::date + 1)::timestamp,
                                        ((moment at time zone z.name)::date + 60)::timestamp, interval '30 minutes') s(local)
     where extract(isodow from s.local) < 6 and s.local::time between '10:00' and '16:30'
       and s.local at time zone z.name >= moment + interval '1 day')
  insert into rekindle.welcome_calls (approval_id, owner_id, starts_at)
  select approval, owner, s.at from slots s
   where not exists (select from rekindle.welcome_calls c where c.owner_id = owner and c.starts_at > s.at - interval '30 minutes'
                       and c.starts_at < s.at + interval '30 minutes')
   order by s.place, s.at limit 1
  on conflict do nothing;
  insert into rekindle.crm_entries (approval_id, kind, about, at)
  select c.approval_id, 'call_scheduled', c.owner_id, moment from rekindle.welcome_calls c where c.approval_id = approval
  on conflict do nothing;
end
$$;
revoke execute on function rekindle.arrange_call from public;
