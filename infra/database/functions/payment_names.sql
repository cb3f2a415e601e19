-- Whom and what the names in a provider's news mean, each in its place from 1: the payment and the refund, which have numbers
-- from now on, the learner who pays, and the name of the payment that people look for.
create or replace function rekindle.payment_names(from_source text, news jsonb)
returns table (place int, payment bigint, refund bigint, learner bigint, reference text)
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  payments bigint[];
  refunds bigint[];
  better record;
begin
  -- Whoever names one of them waits, in one order for all.
  perform pg_advisory_xact_lock(hashtextextended(from_source || ' ' || k.name, 37)) from (
    select n.name from jsonb_array_elements(news) e(value) cross join (values ('payment'), ('refund')) t(kind)
     cross join lateral (
       select jsonb_array_elements_text(e.value->t.kind->'names') union select e.value->t.kind->>'payer') n(name)
     where n.name is not null group by n.name order by n.name) k;
  payments := rekindle.provider_ids(from_source, 'payment', news);
  refunds := rekindle.provider_ids(from_source, 'refund', news);
  -- A better name counts whenever it is told: what the newest event says is no measure of it.
  for better in
    select p.id, rekindle.provider_reference(from_source, p.id) as reference
      from (select distinct n.id from unnest(payments) n(id)) p order by p.id
  loop   -- one by one, by its number, whatever was believed of a table that was empty
    update lms_data.payment_details d set reference = better.reference
     where d.payment_id = better.id and d.reference <> better.reference
       and exists (select from rekindle.provider_references r
                    where r.source = from_source and r.kind = 'payment' and r.reference = d.reference);
  end loop;
  return query
    select l.place, payments[l.place], refunds[l.place], l.learner, rekindle.provider_reference(from_source, payments[l.place])
      from rekindle.payers(from_source, payments, news) l order by l.place;
end
$$;
revoke execute on function rekindle.payment_names from public;
