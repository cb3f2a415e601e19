-- Who may enter the database: the owner, and in a database that is ours alone nobody who was not let in by name. In one
-- that others use too, what they may is theirs to say.
do $$
declare
  is_ours constant boolean := not exists (
    select from pg_namespace n
     where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public',
             'lms_data', 'lms', 'rekindle', 'rekindle_campaigns', 'rekindle_migrations')
       and not exists (select from pg_depend d
                        where d.classid = 'pg_namespace'::regclass and d.objid = n.oid and d.deptype = 'e')
    union all
    select from pg_class c
     where c.relnamespace = to_regnamespace('public')
       and not exists (select from pg_depend d
                        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype in ('e', 'i', 'a')));
begin
  execute format('grant connect on database %I to rekindle_owner', current_database());
  if is_ours then execute format('revoke connect, temporary on database %I from public', current_database()); end if;
  if is_ours and exists (select from pg_namespace n
                          cross join aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
                          where n.nspname = 'public' and a.grantee = 0) then
    revoke all on schema public from public;
  end if;
end
$$;
