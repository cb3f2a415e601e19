-- Lets go of an item that somebody has taken: who took it, or, where `is_anybodys`, somebody for them. Returns what stands against it;
-- null where it is on the list again.
create or replace function rekindle.give_back_worklist_item(item bigint, holder text, is_anybodys boolean, moment timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  held rekindle.worklist_items;
begin
  select * into held from rekindle.worklist_items i where i.delivery_id = item for no key update;
  if not found then return 'unknown_item'; end if;
  if held.closed_at is not null then return 'left'; end if;
  if held.taken_by is null then return 'not_taken'; end if;
  if held.taken_by <> holder and not is_anybodys then return 'taken'; end if;
  update rekindle.worklist_items i set taken_by = null, taken_at = null, expires_at = greatest(i.expires_at, moment + interval '1 day')
   where i.delivery_id = item;
  return null;
end
$$;
revoke execute on function rekindle.give_back_worklist_item from public;
