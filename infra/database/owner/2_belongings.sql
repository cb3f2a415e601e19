-- What is in our schemas is the owner's, also after a restore or on a replica, where it is whose login made it. A
-- platform's view in `lms` that reads what the owner may not read stays with whom it belongs to, and the owner may read it.
do $$
declare
  ours constant text[] := array['lms_data', 'lms', 'rekindle', 'rekindle_campaigns', 'rekindle_migrations'];
  owner constant oid := to_regrole('rekindle_owner');
  item record;
begin
  for item in
    select 'schema' as kind, quote_ident(n.nspname) as name from pg_namespace n
     where n.nspname = any (ours) and n.nspowner <> owner
  loop
    execute format('alter %s %s owner to rekindle_owner', item.kind, item.name);
  end loop;
  for item in
    select case c.relkind when 'S' then 'sequence' else 'table' end as kind, c.oid::regclass::text as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any (ours) and c.relowner <> owner and c.relkind in ('r', 'p', 'S')
       and not exists (select from pg_depend d   -- a column's sequence goes with its table
                        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i'))
    union all
    select 'function', p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = any (ours) and p.proowner <> owner
    union all
    select case t.typtype when 'd' then 'domain' else 'type' end, t.oid::regtype::text
      from pg_type t join pg_namespace n on n.oid = t.typnamespace
     where n.nspname = any (ours) and t.typowner <> owner
       and (t.typtype = 'd' or exists (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
  loop
    execute format('alter %s %s owner to rekindle_owner', item.kind, item.name);
  end loop;
  -- In the order in which they were made: what one reads has its owner by then.
  for item in
    select c.oid, c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any (ours) and c.relowner <> owner and c.relkind = 'v'
     order by c.oid
  loop
    if not exists (
      select from pg_rewrite r
        join pg_depend d
          on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
        join pg_class b on b.oid = d.refobjid
       where r.ev_class = item.oid and b.oid <> item.oid
         and not (has_any_column_privilege(owner, b.oid, 'select')
                  and has_schema_privilege(owner, b.relnamespace, 'usage')))
    then
      execute format('alter view %s owner to rekindle_owner', item.name);
    elsif not has_table_privilege(owner, item.oid, 'select') then
      execute format('grant select on %s to rekindle_owner', item.name);
    end if;
  end loop;
end
$$;

-- Campaigns' queries run for nobody but the dispatchers.
do $$
begin
  if to_regnamespace('rekindle_campaigns') is not null then
    revoke execute on all functions in schema rekindle_campaigns from public;
  end if;
end
$$;
