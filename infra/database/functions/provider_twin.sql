-- What is this very thing by other names, though no event has said so: of one payer, one amount and within ten minutes, where
-- the one has been told as a payment and the other as an invoice alone. Null where there is none.
create or replace function rekindle.provider_twin(
  from_source text, of_kind text, of_payer text, of_amount numeric, of_currency text, moment timestamptz, ranks smallint[],
  known bigint[]
) returns bigint language sql stable set search_path = pg_catalog as $$
  select r.id from rekindle.provider_references r
   where r.source = from_source and r.kind = of_kind and r.payer = of_payer and r.amount = of_amount
     and r.currency = of_currency and r.told_at between moment - interval '10 minutes' and moment + interval '10 minutes'
     and r.id <> all (known)
     and not exists (
       select from rekindle.provider_references o
        where o.source = from_source and o.kind = of_kind and o.id = r.id
          and (o.rank = any (ranks) or o.rank in (
            select k.rank from rekindle.provider_references k
             where k.source = from_source and k.kind = of_kind and k.id = any (known))))
   order by abs(extract(epoch from r.told_at - moment)), r.reference limit 1
$$;
revoke execute on function rekindle.provider_twin from public;
