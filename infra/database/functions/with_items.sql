-- Reports about messages, with a copy for each item that they carry: what becomes of a letter becomes of all that stands in it.
-- What somebody does with one item (a click, a no to it) is told of that item.
create or replace function rekindle.with_items(
  deliveries bigint[], kinds text[], times timestamptz[], details text[], suspects boolean[], message_ids text[]
) returns table (deliveries bigint[], kinds text[], times timestamptz[], details text[], suspects boolean[], message_ids text[])
language sql stable as $$
  with told as materialized (
    select * from unnest($1, $2, $3, $4, $5, $6) with ordinality t(id, kind, at, detail, is_suspect, message_id, place)),
  every as (
    select t.* from told t
    union all
    select d.id, t.kind, t.at, t.detail, t.is_suspect, null, t.place
      from told t join rekindle.message_deliveries d on d.carried_by = t.id and d.attempt > 0
     where t.kind not in ('click', 'unsubscribe'))
  select array_agg(e.id order by e.place, e.id), array_agg(e.kind order by e.place, e.id), array_agg(e.at order by e.place, e.id),
         array_agg(e.detail order by e.place, e.id), array_agg(e.is_suspect order by e.place, e.id),
         array_agg(e.message_id order by e.place, e.id) from every e
$$;
revoke execute on function rekindle.with_items from public;
