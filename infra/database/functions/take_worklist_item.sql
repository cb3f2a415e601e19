-- Gives an item to the holder of a key, and to nobody else until they settle it or give it back. Returns what stands against it;
-- null where it is theirs now.
create or replace function rekindle.take_worklist_item(item bigint, holder text, moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  held rekindle.worklist_items;
begin
  select * into held from rekindle.worklist_items i where i.delivery_id = item for no key update;
  if not found then return 'unknown_item'; end if;
  if held.closed_at is null then perform rekindle.look_at_worklist(array[item], moment); end if;
  select * into held from rekindle.worklist_items i where i.delivery_id = item;
  if held.closed_at is not null then return 'left'; end if;
  if held.taken_by is not null then return case when held.taken_by <> holder then 'taken' end; end if;
  if rekindle.waits_on_worklist(held, moment) then return 'waiting'; end if;
  update rekindle.worklist_items i set taken_by = holder, taken_at = moment where i.delivery_id = item;
  return null;
end
$$;
revoke execute on function rekindle.take_worklist_item from public;
