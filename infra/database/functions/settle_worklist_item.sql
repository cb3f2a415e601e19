-- Writes down how a try ended, and does what follows from it: who will return is left alone for a while, who will not gets no more of this
-- episode, who wants to stop has said no to everything, a wrong address is closed, and who was not reached comes back to the list
-- while there are tries. Only who has taken the item settles it, also where its learner has left the list meanwhile. Returns what
-- stands against it; null where it is done. Locks in the order that rekindle.suppress names.
create or replace function rekindle.settle_worklist_item(
  item bigint, holder text, said text, wrong_kind text, words text, moment timestamptz
) returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  held rekindle.worklist_items;
  made smallint;
begin
  perform rekindle.lock_people(item);
  select * into held from rekindle.worklist_items i where i.delivery_id = item for no key update;
  if not found then return 'unknown_item'; end if;
  select count(*) into made from rekindle.worklist_outcomes o where o.delivery_id = item;
  if exists (select from rekindle.worklist_outcomes o where o.delivery_id = item and o.try = made and o.outcome = held.closing) then
    return 'settled';
  end if;
  if held.taken_by is distinct from holder then return case when held.taken_by is null then 'not_taken' else 'taken' end; end if;
  insert into rekindle.worklist_outcomes (delivery_id, try, outcome, note, settled_by, settled_at)
  values (item, made + 1, said, words, holder, moment);
  if said = 'wants_to_stop' then
    perform rekindle.opt_out(item, 'all', 'all', 'support_request', moment);
  elsif said = 'wrong_contact' then
    perform rekindle.close_wrong_contact(held.user_id, wrong_kind, moment);
  elsif said = 'will_not_return' then
    perform rekindle.end_episode(held.enrollment_id, 'settled', moment);
  elsif said = 'will_return' and rekindle.hold_enrollment(held.enrollment_id, true, moment) then
    update rekindle.worklist_items i set resumes_at = moment + i.pause where i.delivery_id = item;
  end if;
  if said = 'not_reached' and made + 1 < held.most_tries and held.closed_at is null then
    update rekindle.worklist_items i
       set taken_by = null, taken_at = null, not_before = moment + i.retry_after, expires_at = moment + i.retry_after + i.open_for
     where i.delivery_id = item;
  else
    update rekindle.worklist_items i set closed_at = moment, closing = said where i.delivery_id = item;
  end if;
  return null;
end
$$;
revoke execute on function rekindle.settle_worklist_item from public;
