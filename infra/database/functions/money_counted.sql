-- Whether the sums of money hold but for what is noted: not before the first roll-up, nor where so much has changed that counting it all
-- is as quick.
create or replace function rekindle.money_counted() returns boolean language sql stable as $$
  select r.money_counted and rekindle.money_is_ours()
         and (select count(*) from (select from rekindle.money_changes limit 200001) c) <= 200000
    from rekindle.rollup r where r.is_only
$$;
revoke execute on function rekindle.money_counted from public;
