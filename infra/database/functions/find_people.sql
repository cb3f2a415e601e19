-- Whom a person means by an id, a part of a name, an email address or a telephone number: at most 20, the surest first. It tells
-- names, so that one of several can be chosen, and no address. Somebody whom only the ledger still knows is found by id.
create or replace function rekindle.find_people(wanted text) returns table (user_id bigint, name text)
language sql stable security definer set search_path = pg_catalog as $$
  with asked as materialized (
    select w.words, case when w.words ~ '^-?[0-9]{1,18}$' then w.words::bigint end as id,
           case when w.words ~ '^[+0-9 ()./-]{7,}$' then regexp_replace(w.words, '[^0-9]', '', 'g') end as digits
      from (select lower(btrim(wanted, E' \t\r\n')) as words) w),
  found as (
    select p.user_id, 1 as rank from lms.people p where p.user_id = (select a.id from asked a)
    union all select r.user_id, 1 from rekindle.recipients r where r.user_id = (select a.id from asked a)
    union all select o.user_id, 2 from lms.addresses o
     where o.address_kind <> 'phone' and lower(o.address) = (select a.words from asked a)   -- a number is found by its digits
    union all
    select o.user_id, 3 from lms.addresses o
     where o.address_kind = 'phone' and length((select a.digits from asked a)) >= 7
       and right(regexp_replace(o.address, '[^0-9]', '', 'g'), length((select a.digits from asked a))) = (select a.digits from asked a)
    union all
    select p.user_id, 4 from lms.people p
     where (select a.id is null and length(a.words) > 1 from asked a)
       and not exists (select from unnest(string_to_array((select a.words from asked a), ' ')) w
                        where position(w in lower(concat_ws(' ', p.title, p.first_name, p.last_name))) = 0)),
  best as (select f.user_id, min(f.rank) as rank from found f group by f.user_id order by rank, f.user_id limit 20)
  select b.user_id, nullif(concat_ws(' ', p.title, p.first_name, p.last_name), '')
    from best b left join lms.people p on p.user_id = b.user_id order by b.rank, b.user_id
$$;
revoke execute on function rekindle.find_people from public;
