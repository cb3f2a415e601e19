/// The applied migrations in order.
struct ListMigrations: Statement {
  static let sql = "select version, file, is_breaking from rekindle_migrations.applied order by version"
  static let columns = ["version", "file", "is_breaking"]
  var binds: [Bind] { [] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> AppliedMigration {
    AppliedMigration(version: try cells.int(0), file: try cells.text(1), isBreaking: try cells.bool(2))
  }
}
