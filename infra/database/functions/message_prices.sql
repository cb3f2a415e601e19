-- What a unit costs to each of some people: by the first digits of their numbers on the channels of a telephone, the same for
-- everybody (`user_id` is null) on the others. What has no price counts as the dearest of its channel; `gap` says what there is
-- none for, by the country's calling code. Of a channel without any price there is the gap alone. Whoever asks learns no number.
create or replace function rekindle.message_prices(learners bigint[], channels text[], units text[], moment timestamptz)
returns table (user_id bigint, channel text, unit text, price numeric, gap text)
language plpgsql stable rows 500 security definer set search_path = pg_catalog set jit = off as $$
declare
  today date := (select (moment at time zone d.time_zone)::date from rekindle.deployment d);
  furthest int := (select max(length(p.prefix)) from rekindle.prices p);
begin
  return query
  with wanted as materialized (
    select w.channel, w.unit, rekindle.address_kind(w.channel) = 'phone' as by_number, h.price as highest
      from unnest(channels, units) w(channel, unit)
     cross join lateral (
       select max(p.price) as price from rekindle.prices p where p.channel = w.channel and p.valid_from <= today) h
     where h.price is not null),
  numbers as materialized (   -- so few digits as some price asks for: most people share them
    select distinct on (a.user_id) a.user_id, left(ltrim(a.address, '+'), greatest(furthest, 3)) as digits
      from lms.addresses a
     where a.user_id = any (learners) and a.address_kind = 'phone' and exists (select from wanted w where w.by_number)),
  heads as materialized (
    select null as digits union all select distinct n.digits from numbers n),
  found as materialized (
    select s.digits, w.channel, w.unit, coalesce(f.price, w.highest) as price,
           case when f.price is null then concat_ws(' ', w.channel, w.unit, '+' || coalesce(
             substring(s.digits from '^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])'), left(s.digits, 3))) end as gap
      from wanted w join heads s on w.by_number = (s.digits is not null)
      left join lateral (
        select p.price from rekindle.prices p
         where p.channel = w.channel and p.unit = w.unit and p.valid_from <= today
           and p.prefix = any (array(select left(s.digits, i) from generate_series(1, furthest) i) || ''::text)
         order by length(p.prefix) desc, p.valid_from desc limit 1) f on true)
  select n.user_id, f.channel, f.unit, f.price, f.gap
    from found f left join numbers n on n.digits = f.digits
  union all
  select null, w.channel, w.unit, null, concat_ws(' ', w.channel, w.unit)
    from unnest(channels, units) w(channel, unit)
   where rekindle.address_kind(w.channel) is not null and w.channel not in (select k.channel from wanted k);
end
$$;
revoke execute on function rekindle.message_prices from public;
