-- The numbers of what a provider names in its news, in their places: the host's where the news says it, the one that is known by
-- one of the names, or that of its twin; else a new one. What turns out to have two numbers has one from now on.
create or replace function rekindle.provider_ids(from_source text, of_kind text, news jsonb) returns bigint[]
language plpgsql volatile set search_path = pg_catalog as $$
declare
  ids bigint[] := '{}';
  thing record;
  known bigint[];
  chosen bigint;
  other bigint;
begin
  for thing in
    select e.place::int as place, (t.told->>'host')::bigint as host, t.told->>'payer' as payer,
           (t.told->>'amount')::numeric as amount, t.told->>'currency' as currency, (t.told->>'at')::timestamptz as at,
           array(select jsonb_array_elements_text(t.told->'names')) as names,
           array(select r::smallint from jsonb_array_elements_text(t.told->'ranks') r) as ranks
      from jsonb_array_elements(news) with ordinality e(value, place) cross join lateral (select e.value->of_kind as told) t
     order by e.place
  loop
    if cardinality(thing.names) = 0 then   -- it says the host's number or nothing
      ids[thing.place] := thing.host;
      continue;
    end if;
    -- Two that have different names of their own are two, whatever else they share.
    known := array(
      select distinct r.id from rekindle.provider_references r
       where r.source = from_source and r.kind = of_kind and r.reference = any (thing.names)
         and (not 0 = any (thing.ranks) or not exists (
           select from rekindle.provider_references o
            where o.source = from_source and o.kind = of_kind and o.id = r.id and o.rank = 0
              and o.reference <> all (thing.names))));
    known := known || rekindle.provider_twin(
      from_source, of_kind, thing.payer, thing.amount, thing.currency, thing.at, thing.ranks, known);
    chosen := coalesce(thing.host, (
      select k.id from unnest(known) k(id) left join lms.payments p on of_kind = 'payment' and p.payment_id = k.id
       where k.id is not null   -- the host's, then what is paid, then what somebody is about to write
       order by k.id > 0 desc, p.paid_at is not null desc, p.payment_id is null desc, k.id desc limit 1),
      nextval('lms_data.payment_ids'));
    insert into rekindle.provider_references as r (source, kind, reference, id, rank, payer, amount, currency, told_at)
    select from_source, of_kind, n.name, chosen, n.rank, thing.payer, thing.amount, thing.currency, thing.at
      from unnest(thing.names, thing.ranks) n(name, rank)
    on conflict (source, kind, reference) do update
      set payer = coalesce(excluded.payer, r.payer), amount = coalesce(excluded.amount, r.amount),
          currency = coalesce(excluded.currency, r.currency), told_at = greatest(r.told_at, excluded.told_at);
    for other in select k.id from unnest(known) k(id) where k.id <> chosen loop
      update rekindle.provider_references r set id = chosen where r.kind = of_kind and r.id = other and r.source = from_source;
      ids := array_replace(ids, other, chosen);   -- also of what was told with it, a moment before
      if other < 0 then perform rekindle.merge_payments(of_kind, other, chosen); end if;
    end loop;
    ids[thing.place] := chosen;
  end loop;
  return ids;
end
$$;
revoke execute on function rekindle.provider_ids from public;
