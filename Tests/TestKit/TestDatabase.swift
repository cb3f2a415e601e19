import Foundation
public import Store

/// A database of its own for one test: a copy of the migrated template, dropped when the test ends.
public struct TestDatabase: Sendable {
  public let name: String
  let cluster: Cluster

  /// The database of the running test; the test or its suite has the trait `.database`.
  public static func current() throws -> TestDatabase {
    guard let current = scoped else {
      throw Spawn.Failure(description: "give the test or its suite the trait .database")
    }
    return current
  }

  @TaskLocal static var scoped: TestDatabase?

  /// A database that is there, on a server of its own.
  public init(name: String, on cluster: Cluster) {
    self.name = name
    self.cluster = cluster
  }

  /// Makes a copy of the migrated template, or an empty database.
  public static func create(isMigrated: Bool = true) throws -> TestDatabase {
    let cluster = try Cluster.shared.get()
    let template = isMigrated ? try Template.shared.get() : "template0"
    let database = TestDatabase(name: "t_\(getpid())_\(UInt32.random(in: 0 ... .max))", on: cluster)
    let maintenance = try Connection(url: cluster.url(database: "postgres"))
    try maintenance.runScript(
      "create database \(database.name) template \(template) strategy file_copy", named: "create database")
    if isMigrated { try maintenance.runScript(database.grants(of: template), named: "grants") }
    return database
  }

  /// Drops the database, whoever is connected.
  public func drop() throws {
    let maintenance = try Connection(url: cluster.url(database: "postgres"))
    try maintenance.runScript("drop database if exists \(name) with (force)", named: "drop database")
  }

  /// What a handler takes as `DATABASE_URL`, for a role such as `rekindle_tick` or, with nil, for the superuser.
  public func url(role: String? = nil) -> String { cluster.url(database: name, role: role) }

  /// A connection as `role`, or as the superuser.
  public func connect(role: String? = nil) throws(StoreError) -> Connection { try Connection(url: url(role: role)) }

  /// The database as a handler with `role` holds it.
  public func open(role: String? = nil) -> Database {
    Database(ConnectionSettings(url: url(role: role), applicationName: "test"))
  }

  /// Runs a script as the superuser.
  public func run(_ sql: String) throws(StoreError) { try connect().runScript(sql, named: "test script") }

  /// The rows of a query as texts, nulls as nil.
  public func rows(_ sql: String, _ binds: Bind..., role: String? = nil) throws(StoreError) -> [[String?]] {
    try connect(role: role).texts(sql, binds)
  }

  /// The first column of the first row; nil where it is null or absent.
  public func value(_ sql: String, _ binds: Bind..., role: String? = nil) throws(StoreError) -> String? {
    try connect(role: role).texts(sql, binds).first?.first ?? nil
  }

  /// The number that a query such as `select count(*) …` returns.
  public func count(_ sql: String, _ binds: Bind...) throws(StoreError) -> Int {
    try connect().texts(sql, binds).first?.first.flatMap { $0 }.flatMap { Int($0) } ?? 0
  }

  // What migrations grant on the database itself is not copied with the template.
  private func grants(of template: String) -> String {
    """
    do $$ begin
      execute 'revoke connect, temporary on database \(name) from public';
      execute (select 'grant connect on database \(name) to ' || string_agg(quote_ident(rolname), ', ')
                 from pg_database d cross join aclexplode(d.datacl) a join pg_roles r on r.oid = a.grantee
                where d.datname = '\(template)' and rolname like 'rekindle\\_%');
    end $$
    """
  }
}

extension Connection {
  /// A connection for tests.
  public init(url: String) throws(StoreError) {
    try self.init(ConnectionSettings(url: url, applicationName: "test"))
  }
}
