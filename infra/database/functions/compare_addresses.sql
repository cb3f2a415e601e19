-- Finds the addresses that several people have: those of the people who were enrolled since the last time with everybody's, and after
-- six hours, or where many were, all of them. Everybody's addresses are made comparable once then, so that they need no index of the
-- platform's; only those found twice are read again and hashed well.
create or replace function rekindle.compare_addresses(moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  is_late boolean;
  is_everybody boolean;
  people bigint[];
  touched bigint[];
begin
  select coalesce(d.compared_at <= moment - interval '6 hours', true) into is_late from rekindle.deployment d for no key update;
  with taken as (delete from rekindle.addresses_waiting w returning w.user_id)
  select is_late or coalesce(bool_or(t.user_id is null), false), array_agg(distinct t.user_id) into is_everybody, people from taken t;
  if not is_everybody and people is null then   -- another tick has just done it
    return false;
  end if;
  if is_everybody then
    update rekindle.deployment d set compared_at = moment;
  else
    touched := array(select s.user_id from rekindle.same_addresses(people) s);
  end if;
  with marked as materialized (
    select a.user_id, hashtextextended(rekindle.normal_address(a.address_kind, a.address), 0) as mark
      from lms.addresses a where is_everybody),
  doubled as materialized (
    select distinct m.user_id
      from (select m.user_id, count(*) over (partition by m.mark) as times from marked m) m where m.times > 1
    union all select unnest(touched)),
  candidates as materialized (
    select a.user_id, a.address_kind, rekindle.address_hash(a.address_kind, a.address) as address_hash
      from doubled d cross join lateral (select a.* from lms.addresses a where a.user_id = d.user_id offset 0) a),
  shared as materialized (
    select c.user_id, c.address_kind, c.address_hash
      from (select c.*, min(c.user_id) over same < max(c.user_id) over same as is_shared
              from candidates c window same as (partition by c.address_kind, c.address_hash)) c
     where c.is_shared),
  known as materialized (
    select k.user_id, k.address_kind, k.address_hash from rekindle.shared_addresses k where is_everybody
    union all select k.user_id, k.address_kind, k.address_hash from rekindle.shared_addresses k where k.user_id = any (touched || people)),
  -- sorted or hashed whatever the planner believes of a table that was empty a moment ago
  ended as materialized (
    select k.user_id, k.address_kind from known k where is_everybody or k.user_id = any (people)
    except select s.user_id, s.address_kind from shared s),
  gone as (
    delete from rekindle.shared_addresses t using ended e
     where t.user_id = e.user_id and t.address_kind = e.address_kind)
  insert into rekindle.shared_addresses as t (user_id, address_kind, address_hash)
  select s.user_id, s.address_kind, s.address_hash from shared s
  except select k.user_id, k.address_kind, k.address_hash from known k
   order by 1, 2
  on conflict (user_id, address_kind) do update set address_hash = excluded.address_hash;
  return true;
end
$$;
revoke execute on function rekindle.compare_addresses from public;
