import Foundation
import Store
import TestKit
import Testing

/// A database that the first build left, with enrolments under way, becomes what a new one is and loses nothing.
@Suite(.emptyDatabase) struct UpgradeTests {
  @Test func theFirstBuildsDatabaseBecomesTheBaseline() throws {
    let test = try upgraded()
    let fresh = try TestDatabase.create()
    defer { try? fresh.drop() }
    #expect(try tables(test) == tables(fresh))
    #expect(try code(test) == code(fresh))
    #expect(try test.rows("select file from rekindle_migrations.applied where version = 14") == [["0014_baseline.sql"]])
    #expect(try migrate(test).contains("\"applied\":[],\"repaired\":false"))
  }

  @Test func nothingIsLost() throws {
    let test = try upgraded()
    #expect(try test.count("select count(*) from lms.users") == 12)
    #expect(try test.count("select count(*) from rekindle.campaign_enrollments") == 15)
    #expect(try test.count("select count(*) from rekindle.message_deliveries where status = 'sent'") == 34)
    #expect(try test.count("select count(*) from rekindle.suppressions") == 2)
    #expect(try test.count("select sum(sent) from rekindle.campaign_analytics") == 14)
  }

  private func upgraded() throws -> TestDatabase {
    _ = try Template.shared.get()  // the roles that the dump names
    let test = try TestDatabase.current()
    let dump = PackageFolder.url.appending(path: "Tests/StoreTests/Dumps/bee5877.sql")
    try test.run(String(contentsOf: dump, encoding: .utf8))
    _ = try migrate(test)
    return test
  }

  private func migrate(_ test: TestDatabase) throws -> String {
    let folder = PackageFolder.url.appending(path: "infra/database").path
    let event = """
      {"specversion":"1.0","id":"1","source":"/test","type":"deploy.migrate","data":{"path":"\(folder)"}}
      """
    let result = try Spawn(built: "migrate", environment: ["DATABASE_URL": test.url()]).run(Array(event.utf8))
    #expect(result.exitCode == 0, "\(result.output)")
    return result.output
  }

  /// Columns, constraints and indexes of every table, whatever the order in which they came.
  private func tables(_ test: TestDatabase) throws -> [[String?]] {
    try test.rows(
      """
      select * from (
        select c.oid::regclass::text as name, a.attname::text as part, format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' '
               || coalesce(pg_get_expr(d.adbin, d.adrelid), '') as definition
          from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum where c.relkind = 'r'
        union all select c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid) from pg_constraint c
        union all select i.indrelid::regclass::text, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i
        union all select c.oid::regclass::text, 'options', array_to_string(c.reloptions, ' ') from pg_class c where c.relkind = 'r'
      ) t where name like 'rekindle%' or name like 'lms%' or name = '-' order by name, part, definition
      """)
  }

  /// Functions, views, triggers and rights.
  private func code(_ test: TestDatabase) throws -> [[String?]] {
    try test.rows(
      """
      select p.oid::regprocedure::text, md5(pg_get_functiondef(p.oid)), array_to_string(array(
               select unnest(coalesce(p.proacl, acldefault('f', p.proowner)))::text order by 1), ' ')
        from pg_proc p where p.pronamespace = 'rekindle'::regnamespace
      union all select c.oid::regclass::text, case when c.relkind = 'v' then md5(pg_get_viewdef(c.oid)) end, array_to_string(array(
               select unnest(coalesce(c.relacl, acldefault('r', c.relowner)))::text order by 1), ' ')
        from pg_class c where c.relnamespace in ('rekindle'::regnamespace, 'lms'::regnamespace, 'lms_data'::regnamespace)
         and c.relkind in ('r', 'v')
      union all select t.tgname, pg_get_triggerdef(t.oid), '' from pg_trigger t where not t.tgisinternal
      order by 1, 2
      """)
  }
}
