-- Has the next lead where the leader of a letter has not left and will not: of what it carried the one that is useful for the
-- shortest time carries the rest, and is announced by the tick that asks. Returns how
-- many rows that changes.
create or replace function rekindle.lead_letters(moment timestamptz) returns int
language sql volatile security definer set search_path = pg_catalog as $$
  with orphans as materialized (
    select d.id, d.carried_by, d.expires_at from rekindle.message_deliveries d
     where d.carried_by is not null and d.attention_at is not null and d.status = 'scheduled' and not exists (
       select from rekindle.message_deliveries c where c.id = d.carried_by and c.status in ('scheduled', 'sending'))
     order by d.id for no key update of d skip locked),
  led as (
    select o.id, o.carried_by, first_value(o.id) over w as leader, count(*) over (partition by o.carried_by) as items
      from orphans o window w as (partition by o.carried_by order by o.expires_at, o.id)),
  named as (
    update rekindle.message_deliveries d
       set carried_by = nullif(l.leader, l.id), carries = l.leader = l.id and l.items > 1,
         attention_at = case when l.leader = l.id then least(d.attention_at, moment) else d.attention_at end
    from led l where d.id = l.id returning 1)
  select count(*)::int from named
$$;
revoke execute on function rekindle.lead_letters from public;
