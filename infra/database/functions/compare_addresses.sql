-- Finds the addresses that several people have, where somebody was enrolled since the last time, or six hours have passed.
-- Everybody's addresses are read, so that an address needs no index of the platform's, and made comparable once; only those found
-- twice are read again and hashed well.
create or replace function rekindle.compare_addresses(moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare
  newest bigint := coalesce((select max(e.id) from rekindle.campaign_enrollments e), 0);
begin
  update rekindle.deployment d set compared_at = moment, compared_until = newest
   where not (d.compared_until >= newest and coalesce(d.compared_at > moment - interval '6 hours', false));
  if not found then   -- nobody is new, or another tick has just done it
    return false;
  end if;
  with marked as materialized (
    select a.user_id, hashtextextended(rekindle.normal_address(a.address_kind, a.address), 0) as mark from lms.addresses a),
  doubled as materialized (
    select distinct m.user_id
      from (select m.user_id, count(*) over (partition by m.mark) as times from marked m) m where m.times > 1),
  candidates as materialized (
    select a.user_id, a.address_kind, rekindle.address_hash(a.address_kind, a.address) as address_hash
      from doubled d cross join lateral (select a.* from lms.addresses a where a.user_id = d.user_id offset 0) a),
  shared as materialized (
    select c.user_id, c.address_kind, c.address_hash
      from (select c.*, min(c.user_id) over same < max(c.user_id) over same as is_shared
              from candidates c window same as (partition by c.address_kind, c.address_hash)) c
     where c.is_shared),
  -- sorted or hashed whatever the planner believes of a table that was empty a moment ago
  ended as materialized (
    select t.user_id, t.address_kind from rekindle.shared_addresses t
    except select s.user_id, s.address_kind from shared s),
  gone as (
    delete from rekindle.shared_addresses t using ended e
     where t.user_id = e.user_id and t.address_kind = e.address_kind)
  insert into rekindle.shared_addresses as t (user_id, address_kind, address_hash)
  select s.user_id, s.address_kind, s.address_hash from shared s
  except select k.user_id, k.address_kind, k.address_hash from rekindle.shared_addresses k
   order by 1, 2
  on conflict (user_id, address_kind) do update set address_hash = excluded.address_hash;
  return true;
end
$$;
revoke execute on function rekindle.compare_addresses from public;
