public import Domain

/// Brings a database to the state that a folder describes: the owner first, migrations forward only, each in one transaction,
/// then every repeatable script in one more wherever one of them, or what the database made of them, has changed.
///
/// Several may run at once: each transaction takes an advisory lock and writes its version row before anything else.
public struct Migrator: Sendable {
  /// What `apply` did.
  public struct Outcome: Sendable, Equatable {
    /// Files that were new or had changed, in the order in which they were applied.
    public var applied: [String] = []
    /// Whether something was missing or altered that no file had changed: a role, a right, a function, a view.
    public var isRepaired = false
  }

  private let migrations: [Migration]
  private let repeating: RepeatableMigrator

  public init(_ folder: DatabaseFolder) {
    migrations = folder.migrations
    repeating = RepeatableMigrator(folder.repeatables)
  }

  /// The files that are new or have changed; refuses where an applied migration was edited.
  public func pending(_ connection: borrowing Connection) throws(MigrationError) -> [String] {
    let migrations = try pendingMigrations(connection).map(\.file)
    return migrations + (try storing { () throws(StoreError) in try repeating.changed(connection) })
  }

  private func pendingMigrations(_ connection: borrowing Connection) throws(MigrationError) -> [Migration] {
    let applied: [AppliedMigration] = try storing { () throws(StoreError) in
      guard try connection.first(FindMigrationLog())?.isPresent == true else { return [] }
      return try connection.run(ListMigrations())
    }
    let verdicts = try storing { () throws(StoreError) in
      applied.isEmpty ? [] : try connection.pipeline(all: migrations.map { CheckMigration(migration: $0) })
    }
    for (migration, verdict) in zip(migrations, verdicts) where verdict == [false] {
      throw .refused("\(migration.file) was edited after it was applied; restore it and write a new migration")
    }
    return try unapplied(applied)
  }

  /// Applies what is pending, puts right what is missing, and tells what it did.
  public func apply(_ connection: borrowing Connection, at now: Instant) throws(MigrationError) -> Outcome {
    let hasHistory = try storing { () throws(StoreError) in try openLog(connection) }
    let wasAltered = try storing { () throws(StoreError) in try repeating.prepare(connection) }
    var outcome = Outcome()
    for migration in try pendingMigrations(connection) {
      let sql = hasHistory ? migration.upgrade ?? migration.sql : migration.sql
      let isOurs = try storing { () throws(StoreError) in try apply(migration, sql, connection, at: now) }
      if isOurs { outcome.applied.append(migration.file) }
    }
    _ = try pendingMigrations(connection)
    let repeated = try storing { () throws(StoreError) in
      try repeating.apply(connection, wasAltered: wasAltered, at: now)
    }
    outcome.applied += repeated.changed
    outcome.isRepaired = repeated.isRepaired
    return outcome
  }

  /// Makes the log where there is none; returns whether it holds earlier migrations.
  private func openLog(_ connection: borrowing Connection) throws(StoreError) -> Bool {
    try connection.transaction { (connection) throws(StoreError) in
      _ = try connection.run(LockMigrations())
      let log = try connection.first(FindMigrationLog())
      if log?.isComplete != true { try connection.runScript(Self.log, named: "migration log") }
      return try connection.first(ListMigrations()) != nil
    }
  }

  /// Whether this process applied the migration; false where another one was first.
  private func apply(
    _ migration: Migration, _ sql: String, _ connection: borrowing Connection, at now: Instant
  ) throws(StoreError) -> Bool {
    try connection.transaction { (connection) throws(StoreError) in
      _ = try connection.run(LockMigrations())
      guard try connection.first(RecordMigration(migration: migration, now: now)) != nil else { return false }
      try connection.runScript(sql, named: migration.file)
      guard connection.isInTransaction else {
        throw StoreError(.permanent, statement: migration.file, message: "a migration must not end its own transaction")
      }
      return true
    }
  }

  private func unapplied(_ applied: [AppliedMigration]) throws(MigrationError) -> [Migration] {
    let known = Set(migrations.map(\.version))
    if let newer = applied.first(where: { !known.contains($0.version) && $0.isBreaking }) {
      throw .refused(
        "the database has the breaking migration \(newer.file), which this folder lacks; deploy a newer version")
    }
    let done = Set(applied.map(\.version))
    let pending = migrations.filter { !done.contains($0.version) }
    if let first = pending.first, let last = done.max(), first.version < last {
      throw .refused("\(first.file) comes before the applied migration \(last); give it a higher number")
    }
    return pending
  }

  private func storing<Value>(_ body: () throws(StoreError) -> Value) throws(MigrationError) -> Value {
    do throws(StoreError) { return try body() } catch { throw .store(error) }
  }

  private static let log = """
    create schema if not exists rekindle_migrations;
    create table if not exists rekindle_migrations.applied (
      version int primary key,
      file text not null,
      checksum text not null,
      is_breaking boolean not null,
      applied_at timestamptz not null
    );
    create table if not exists rekindle_migrations.repeatable (
      file text primary key,
      checksum text not null,
      applied_at timestamptz not null
    );
    create table if not exists rekindle_migrations.catalogue (
      is_only boolean primary key default true check (is_only),
      state text not null
    )
    """
}
