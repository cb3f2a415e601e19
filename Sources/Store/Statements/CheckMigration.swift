/// Whether an applied migration is still what its file says; no row where it is not applied.
struct CheckMigration: Statement {
  static let sql = """
    select checksum = encode(sha256(convert_to($2, 'UTF8')), 'hex') as is_unchanged
      from rekindle_migrations.applied where version = $1::int
    """
  static let columns = ["is_unchanged"]
  var migration: Migration
  var binds: [Bind] { [.int(migration.version), .text(migration.sql)] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
