-- Notes what a row tells of money before and after it was written, so that its days are counted anew. The rows that belong with it are
-- looked up later, when they are committed.
create or replace function rekindle.note_money() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'TRUNCATE' then
    update rekindle.rollup set money_counted = false where money_counted;
  elsif tg_table_name = 'payments' then
    if (old.payment_id, old.paid_at, old.amount, old.currency) is distinct from (new.payment_id, new.paid_at, new.amount, new.currency)
       and coalesce(old.paid_at, new.paid_at) is not null then
      insert into rekindle.money_changes (moments, payments)
      values (array[old.paid_at, new.paid_at], array[old.payment_id, new.payment_id]);
    end if;
  elsif tg_table_name = 'payment_details' then
    if (old.payment_id, old.instalment_id, old.dispute_lost_at, old.dispute_won_at) is distinct from
       (new.payment_id, new.instalment_id, new.dispute_lost_at, new.dispute_won_at) then
      insert into rekindle.money_changes (moments, payments, instalments)
      values (array[old.dispute_lost_at, old.dispute_won_at, new.dispute_lost_at, new.dispute_won_at],
              array[old.payment_id, new.payment_id], array[old.instalment_id, new.instalment_id]);
    end if;
  elsif tg_table_name = 'instalments' then
    if (old.instalment_id, old.order_id, old.amount, old.currency, old.due_on, old.paid_at, old.cancelled_at) is distinct from
       (new.instalment_id, new.order_id, new.amount, new.currency, new.due_on, new.paid_at, new.cancelled_at) then
      insert into rekindle.money_changes (moments, dues, instalments, orders)
      values (array[old.paid_at, old.cancelled_at, new.paid_at, new.cancelled_at], array[old.due_on, new.due_on],
              array[old.instalment_id, new.instalment_id], array[old.order_id, new.order_id]);
    end if;
  elsif tg_table_name = 'refunds' then
    if (old.payment_id, old.amount, old.currency, old.refunded_at, old.failed_at) is distinct from
       (new.payment_id, new.amount, new.currency, new.refunded_at, new.failed_at) then
      insert into rekindle.money_changes (moments, payments)
      values (array[old.refunded_at, old.failed_at, new.refunded_at, new.failed_at], array[old.payment_id, new.payment_id]);
    end if;
  elsif tg_table_name = 'orders' then
    if (old.order_id, old.ordered_at, old.cancelled_at) is distinct from (new.order_id, new.ordered_at, new.cancelled_at) then
      insert into rekindle.money_changes (moments, orders)
      values (array[old.ordered_at, old.cancelled_at, new.ordered_at, new.cancelled_at], array[old.order_id, new.order_id]);
    end if;
  end if;
  return null;
end
$$;
revoke execute on function rekindle.note_money from public;

-- Also of rows that arrive by replication or a restore.
do $$
declare
  name text;
begin
  foreach name in array array['payments', 'payment_details', 'instalments', 'refunds', 'orders'] loop
    execute format('create or replace trigger note_money after insert or update or delete on lms_data.%I
                      for each row execute function rekindle.note_money()', name);
    execute format('create or replace trigger note_truncation after truncate on lms_data.%I
                      for each statement execute function rekindle.note_money()', name);
    execute format('alter table lms_data.%1$I enable always trigger note_money, enable always trigger note_truncation', name);
  end loop;
end
$$;
