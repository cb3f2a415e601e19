/// Whether functions, views, triggers, roles and rights are as the repeatable scripts left them; no row where they were never
/// applied.
struct CompareCatalogue: Statement {
  static let sql = """
    select c.state = (\(catalogue)) as is_unaltered from rekindle_migrations.catalogue c
    """
  static let columns = ["is_unaltered"]
  var binds: [Bind] { [] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }

  /// One text that changes with every definition and every right in the schemas that are ours.
  static let catalogue = """
    select md5(coalesce(string_agg(t.line, chr(10) order by t.line collate "C"), '')) as state from (
      select 'function ' || p.oid::regprocedure || ' ' || md5(pg_get_functiondef(p.oid)) || coalesce(p.proacl, acldefault('f', p.proowner))::text
             as line
        from pg_proc p where p.pronamespace = to_regnamespace('rekindle') and p.prokind = 'f'
      union all
      select 'relation ' || c.oid::regclass || ' ' || coalesce(c.relacl, acldefault('r', c.relowner))::text
             || case when c.relkind = 'v' and n.nspname = 'rekindle' then md5(pg_get_viewdef(c.oid)) else '' end
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('rekindle', 'lms') and c.relkind in ('r', 'p', 'v')
      union all
      select 'column ' || a.attrelid::regclass || '.' || a.attname || ' ' || a.attacl::text
        from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace in (to_regnamespace('rekindle'), to_regnamespace('lms')) and a.attacl is not null
      union all
      select 'trigger ' || pg_get_triggerdef(g.oid) from pg_trigger g join pg_class c on c.oid = g.tgrelid
       where c.relnamespace = to_regnamespace('rekindle') and not g.tgisinternal
      union all
      select 'schema ' || n.nspname || coalesce(n.nspacl, acldefault('n', n.nspowner))::text from pg_namespace n
       where n.nspname in ('rekindle', 'lms', 'rekindle_campaigns')
      union all
      select 'database ' || coalesce(r.rolname, 'public') || ' ' || a.privilege_type
        from pg_database d cross join aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
        left join pg_roles r on r.oid = a.grantee
       where d.datname = current_database() and (a.grantee = 0 or r.rolname like 'rekindle\\_%')
      union all
      select 'member ' || r.rolname || ' ' || m.rolname
        from pg_database d cross join aclexplode(d.datacl) a join pg_auth_members g on g.member = a.grantee
        join pg_roles r on r.oid = g.roleid join pg_roles m on m.oid = g.member
       where d.datname = current_database() and m.rolname like 'rekindle\\_%') t
    """
}
