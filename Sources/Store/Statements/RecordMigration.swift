import Domain

/// Takes the version row of a migration; no row where another process was first.
struct RecordMigration: Statement {
  static let sql = """
    insert into rekindle_migrations.applied (version, file, checksum, is_breaking, applied_at)
    values ($1::int, $2, encode(sha256(convert_to($3, 'UTF8')), 'hex'), $4, $5)
    on conflict (version) do nothing returning version
    """
  static let columns = ["version"]
  var migration: Migration
  var now: Instant
  var binds: [Bind] {
    [
      .int(migration.version), .text(migration.file), .text(migration.sql), .bool(migration.isBreaking), .instant(now),
    ]
  }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
