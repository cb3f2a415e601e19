/// Writes down what the repeatable scripts left, for `CompareCatalogue`.
struct RecordCatalogue: Statement {
  static let sql = """
    insert into rekindle_migrations.catalogue (state) \(CompareCatalogue.catalogue)
    on conflict (is_only) do update set state = excluded.state
    """
  var binds: [Bind] { [] }
}
