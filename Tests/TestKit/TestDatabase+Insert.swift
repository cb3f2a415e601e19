public import Store

extension TestDatabase {
  /// Writes rows as the superuser, in order and all or none; returns each row's generated `id`, 0 where it has none.
  @discardableResult
  public func insert(_ fixtures: Fixture...) throws(StoreError) -> [Int] { try insert(fixtures) }

  /// Writes any number of rows.
  @discardableResult
  public func insert(_ fixtures: [Fixture]) throws(StoreError) -> [Int] {
    let connection = try connect()
    return try connection.transaction { (connection) throws(StoreError) in
      var ids: [Int] = []
      for fixture in fixtures {
        let names = fixture.columns.map(\.name).joined(separator: ", ")
        let places = (1...fixture.columns.count).map { "$\($0)" }.joined(separator: ", ")
        let rows = try connection.texts(
          "insert into \(fixture.table) as t (\(names)) values (\(places)) returning (to_jsonb(t) ->> 'id')::bigint",
          fixture.columns.map(\.value))
        ids.append(rows[0][0].flatMap { Int($0) } ?? 0)
      }
      return ids
    }
  }
}
