/// Whether the database was ever migrated.
struct FindMigrationLog: Statement {
  static let sql = "select to_regclass('rekindle_migrations.applied') is not null as is_present"
  static let columns = ["is_present"]
  var binds: [Bind] { [] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
