-- Whether money is told in our tables and nowhere else, so that what changes is noted (note_money): a platform's own views of `lms` read
-- its own tables, of which we learn nothing.
create or replace function rekindle.money_is_ours() returns boolean language sql stable as $$
  select bool_and(coalesce(v.is_ours, false))
    from unnest(array['payments', 'payment_details', 'instalments', 'refunds', 'orders']) n(name)
   cross join lateral (
     select bool_and(d.refclassid = 'pg_class'::regclass and d.refobjid in (r.ev_class, to_regclass('lms_data.' || n.name)))
              and bool_or(d.refobjid = to_regclass('lms_data.' || n.name)) as is_ours
       from pg_rewrite r join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
      where r.ev_class = to_regclass('lms.' || n.name)) v
$$;
revoke execute on function rekindle.money_is_ours from public;
