public import Domain

/// Brings a database to the state that a folder of migrations describes: forward only, each file in one transaction.
///
/// Several may run at once: each transaction takes an advisory lock and writes its version row before anything else.
public struct Migrator: Sendable {
  private let migrations: [Migration]

  /// `migrations` in order of their versions, as `MigrationFolder.read` returns them.
  public init(_ migrations: [Migration]) { self.migrations = migrations }

  /// The migrations that are not yet applied; refuses where an applied file was edited.
  public func pending(_ connection: borrowing Connection) throws(MigrationError) -> [Migration] {
    let applied: [AppliedMigration] = try storing { () throws(StoreError) in
      guard try connection.first(FindMigrationLog()) == true else { return [] }
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

  /// Applies what is pending and returns it.
  public func apply(_ connection: borrowing Connection, at now: Instant) throws(MigrationError) -> [Migration] {
    try storing { () throws(StoreError) in try openLog(connection) }
    var applied: [Migration] = []
    for migration in try pending(connection) {
      let isOurs = try storing { () throws(StoreError) in try apply(migration, connection, at: now) }
      if isOurs { applied.append(migration) }
    }
    _ = try pending(connection)
    if !applied.isEmpty { try storing { () throws(StoreError) in try handOver(connection) } }
    return applied
  }

  private func handOver(_ connection: borrowing Connection) throws(StoreError) {
    try connection.transaction { (connection) throws(StoreError) in
      _ = try connection.run(LockMigrations())
      try connection.runScript(Self.owner, named: "migration log")
    }
  }

  private func openLog(_ connection: borrowing Connection) throws(StoreError) {
    try connection.transaction { (connection) throws(StoreError) in
      _ = try connection.run(LockMigrations())
      guard try connection.first(FindMigrationLog()) != true else { return }
      try connection.runScript(Self.log, named: "migration log")
    }
  }

  /// Whether this process applied the migration; false where another one was first.
  private func apply(
    _ migration: Migration, _ connection: borrowing Connection, at now: Instant
  ) throws(StoreError) -> Bool {
    try connection.transaction { (connection) throws(StoreError) in
      _ = try connection.run(LockMigrations())
      guard try connection.first(RecordMigration(migration: migration, now: now)) != nil else { return false }
      try connection.runScript(migration.sql, named: migration.file)
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
    create schema rekindle_migrations;
    create table rekindle_migrations.applied (
      version int primary key,
      file text not null,
      checksum text not null,
      is_breaking boolean not null,
      applied_at timestamptz not null
    )
    """

  /// Gives the log to the owner of everything else, which the first migration creates.
  private static let owner = """
    do $$ begin
      if to_regrole('rekindle_owner') is not null and pg_has_role('rekindle_owner', 'member') then
        alter schema rekindle_migrations owner to rekindle_owner;
        alter table rekindle_migrations.applied owner to rekindle_owner;
      end if;
    end $$
    """
}
