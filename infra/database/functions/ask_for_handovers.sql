-- The instalments that the host is asked to hand over to a person, behind `after` in order of their numbers: installment-overdue has
-- written its last message, and they are open, neither paused nor in somebody's hands. Asked each day for 30 days, until the
-- host's data show it.
create or replace function rekindle.ask_for_handovers(moment timestamptz, after bigint, most int)
returns table (instalment_id bigint, request jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  with ended as materialized (   -- few, and whether they are paid is asked of no others
    select distinct e.user_id, -e.subject_id as instalment_id
      from rekindle.campaigns c join rekindle.campaign_enrollments e on e.campaign_id = c.id
     where c.slug = 'installment-overdue' and e.status = 'exhausted' and not e.is_holdout and e.ended_at > moment - interval '30 days')
  select i.instalment_id, jsonb_build_object(
           'key', 'instalment:' || i.instalment_id, 'instalment_id', i.instalment_id, 'order_id', i.order_id, 'user_id', i.user_id,
           'amount', round(i.amount, rekindle.minor_digits(i.currency))::text, 'currency', upper(i.currency), 'due_on', i.due_on)
    from ended e
    join lms.instalments i on i.instalment_id = e.instalment_id and i.user_id = e.user_id
    left join lms.orders o on o.order_id = i.order_id
   where (after is null or i.instalment_id > after) and (i.cancelled_at is null or i.cancelled_at > moment)
     and (i.paid_at is null or i.paid_at > moment) and (i.paused_at is null or i.paused_at > moment)
     and (i.handed_over_at is null or i.handed_over_at > moment) and (o.cancelled_at is null or o.cancelled_at > moment)
     and rekindle.debt_paid_at(rekindle.debt(null, e.instalment_id), moment) is null
   order by i.instalment_id limit most
$$;
revoke execute on function rekindle.ask_for_handovers from public;
