-- What was written of a payment or a refund under one number is the other's: all of it where nothing was written of that, else
-- when it was paid, and what was paid back of it.
create or replace function rekindle.merge_payments(of_kind text, loser bigint, winner bigint) returns void
language plpgsql volatile set search_path = pg_catalog as $$
declare
  target record;
begin
  if of_kind = 'payment' then
    update lms_data.refunds r set payment_id = winner where r.payment_id = loser;
    update lms_data.payments w set paid_at = coalesce(w.paid_at, l.paid_at), failed_at = greatest(w.failed_at, l.failed_at)
      from lms_data.payments l where w.payment_id = winner and l.payment_id = loser;
  end if;
  for target in
    select t.name, t.key from (values ('payment', 'payments', 'payment_id'), ('payment', 'payment_details', 'payment_id'),
                                      ('refund', 'refunds', 'refund_id')) t(kind, name, key) where t.kind = of_kind
  loop
    execute format('delete from lms_data.%1$I where %2$I = $1 and exists (select from lms_data.%1$I where %2$I = $2)',
                   target.name, target.key) using loser, winner;
    execute format('update lms_data.%I set %2$I = $2 where %2$I = $1', target.name, target.key) using loser, winner;
    delete from rekindle.host_rows h where h.table_name = target.name and h.key = loser::text
       and exists (select from rekindle.host_rows o where o.table_name = target.name and o.key = winner::text);
    update rekindle.host_rows h set key = winner::text where h.table_name = target.name and h.key = loser::text;
  end loop;
end
$$;
revoke execute on function rekindle.merge_payments from public;
