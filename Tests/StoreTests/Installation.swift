import Domain
import Foundation
import JSON
import Store
import TestKit

/// A server of a chosen release with one database, which belongs to a login that is no superuser: what a customer has.
final class Installation {
  let cluster: Cluster
  let database: TestDatabase

  /// Makes the server, the login `admin` and its empty database `learning`.
  init(_ release: PostgresRelease? = nil, settings: [String: String] = [:]) throws {
    cluster = try Cluster.separate(release, settings: settings)
    database = TestDatabase(name: "learning", on: cluster)
    let server = try Connection(url: cluster.url(database: "postgres"))
    try server.runScript("create role admin login createrole", named: "admin")
    try server.runScript("create database learning owner admin", named: "database")
  }

  deinit { try? cluster.remove() }

  /// Migrates, publishes course-completion and has three learners fall silent, of whom one says no.
  func fill() throws {
    try migrate()
    try publish()
    let now = Instant(seconds: 1_795_140_000)  // half past seven in the morning of 20 November 2026 in India
    try database.insert(.course(1))
    for learner in 1...3 {
      try database.insert(
        .learner(learner), .takes(learner, 1, since: now - .days(20)),
        .activity(of: learner, in: 1, at: now - .days(5)))
    }
    try database.insert([Fixture("lms_data.leads", ["first_name": .text("Farid")])])
    try run("detect", role: "rekindle_detect", type: "timer.detect", at: now)
    try database.run("update rekindle.deployment set time_zone = 'Asia/Kolkata'")
  }

  /// What `migrate` answers, as the administrator or another role.
  @discardableResult
  func migrate(as role: String? = "admin", zone: String? = nil, expecting code: Int32 = 0) throws -> String {
    let folder = PackageFolder.url.appending(path: "infra/database").path
    return try run(
      "migrate", role: role, type: "deploy.migrate", data: ["path": .string(folder)],
      settings: zone.map { ["REKINDLE_TIME_ZONE": $0] } ?? [:], expecting: code)
  }

  @discardableResult
  func publish() throws -> String {
    let folder = PackageFolder.url.appending(path: "campaigns/course-completion").path
    return try run("publish", role: "rekindle_owner", type: "deploy.publish", data: ["path": .string(folder)])
  }

  /// Runs a handler on one event and returns its standard output.
  @discardableResult
  func run(
    _ handler: String, role: String?, type: String, at now: Instant = Instant(seconds: 1_795_140_000),
    data: JSON = [:], settings: [String: String] = [:], expecting code: Int32 = 0
  ) throws -> String {
    let event: JSON = [
      "specversion": "1.0", "id": "1", "source": "/test", "type": .string(type), "time": .string(now.rfc3339),
      "data": data,
    ]
    let environment = ["DATABASE_URL": database.url(role: role), "REKINDLE_CLOCK": "event"]
    let result = try Spawn(built: handler, environment: environment.merging(settings) { $1 }, timeout: 60)
      .run(event.bytes)
    guard result.exitCode == code else {
      throw Spawn.Failure(description: "\(handler): \(result.exitCode) \(result.output)")
    }
    return result.output
  }

  /// How many rows every table of ours holds, by its name.
  func contents() throws -> [String: Int] {
    let tables = try database.rows(
      """
      select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname in ('rekindle', 'lms_data', 'rekindle_migrations') and c.relname <> 'time_zones'
      """
    ).compactMap(\.[0])
    return try Dictionary(uniqueKeysWithValues: tables.map { ($0, try database.count("select count(*) from \($0)")) })
  }

  /// Whose everything in our schemas is, and who may do what with it.
  func rights() throws -> [[String?]] {
    try database.rows(
      """
      select c.oid::regclass::text, pg_get_userbyid(c.relowner)::text, array_to_string(array(
        select coalesce(r.rolname, 'public') || ' ' || a.privilege_type from aclexplode(c.relacl) a
        left join pg_roles r on r.oid = a.grantee where a.grantee <> c.relowner order by 1), ', ')
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('lms', 'lms_data', 'rekindle', 'rekindle_migrations') and c.relkind in ('r', 'v', 'S')
      union all
      select p.oid::regprocedure::text, pg_get_userbyid(p.proowner)::text, array_to_string(array(
        select coalesce(r.rolname, 'public') || ' ' || a.privilege_type from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        left join pg_roles r on r.oid = a.grantee where a.grantee <> p.proowner order by 1), ', ')
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('rekindle', 'rekindle_campaigns')
      union all
      select n.nspname, pg_get_userbyid(n.nspowner)::text, array_to_string(array(
        select coalesce(r.rolname, 'public') || ' ' || a.privilege_type from aclexplode(n.nspacl) a
        left join pg_roles r on r.oid = a.grantee where a.grantee <> n.nspowner order by 1), ', ')
      from pg_namespace n where n.nspname in ('public', 'lms', 'lms_data', 'rekindle', 'rekindle_campaigns')
      union all
      select 'database', '', array_to_string(array(
        select coalesce(r.rolname, 'public') || ' ' || a.privilege_type from aclexplode(d.datacl) a
        left join pg_roles r on r.oid = a.grantee where a.grantee <> d.datdba order by 1), ', ')
      from pg_database d where d.datname = current_database()
      order by 1
      """)
  }
}
