/// Whether the database was ever migrated, and whether its log knows repeatable scripts.
struct FindMigrationLog: Statement {
  static let sql = """
    select to_regclass('rekindle_migrations.applied') is not null as is_present,
           to_regclass('rekindle_migrations.catalogue') is not null as is_complete
    """
  static let columns = ["is_present", "is_complete"]
  var binds: [Bind] { [] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> (isPresent: Bool, isComplete: Bool) {
    (try cells.bool(0), try cells.bool(1))
  }
}
