-- Brings the next channel of a cascade forward where the message before it has fallen: nobody waits a day for the answer to what
-- never arrived, also where one channel is closed for good; what a no to everything or a goal ended has no next. It waits for
-- nobody, since whoever holds an enrolment may be noting a fallen message: what is held is left for the next tick. Returns how
-- many enrolments are looked at sooner.
create or replace function rekindle.hasten_cascades(moment timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  hastened int;
begin
  with fallen as materialized (
    select f.delivery_id from rekindle.fallen_deliveries f for update skip locked),
  due as materialized (
    select f.delivery_id, d.enrollment_id, d.step, d.occurrence
      from fallen f
      join rekindle.message_deliveries d on d.id = f.delivery_id
      join rekindle.campaign_enrollments e on e.id = d.enrollment_id
     where e.status = 'active' and (e.steps->d.step->>'occurrences')::int = d.occurrence
       and (e.steps->d.step #>> '{follow_up,at}')::timestamptz > moment
       and not exists (   -- the next channel has begun: it has its own time
         select from rekindle.message_deliveries n
          where n.enrollment_id = d.enrollment_id and n.step = d.step and n.occurrence = d.occurrence and n.id > d.id)),
  held as materialized (
    select e.id from rekindle.campaign_enrollments e where e.id in (select d.enrollment_id from due d)
       for no key update skip locked),
  settled as (
    delete from rekindle.fallen_deliveries f using fallen k
     where f.delivery_id = k.delivery_id and not exists (
       select from due d where d.delivery_id = k.delivery_id and d.enrollment_id not in (select h.id from held h))),
  moved as (
    update rekindle.campaign_enrollments e set next_due_at = least(e.next_due_at, moment),
        steps = jsonb_set(e.steps, array[n.step::text, 'follow_up', 'at'],
          to_jsonb(to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
      from (select distinct on (d.enrollment_id) d.enrollment_id, d.step, d.occurrence
              from due d join held h on h.id = d.enrollment_id order by d.enrollment_id, d.step) n
     where e.id = n.enrollment_id and e.status = 'active' and (e.steps->n.step->>'occurrences')::int = n.occurrence
       and (e.steps->n.step #>> '{follow_up,at}')::timestamptz > moment
    returning e.id)
  select count(*) into hastened from moved;
  return hastened;
end
$$;
revoke execute on function rekindle.hasten_cascades from public;
