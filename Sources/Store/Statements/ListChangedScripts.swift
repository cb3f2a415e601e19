/// The repeatable scripts that were never applied, or not as they are now.
struct ListChangedScripts: Statement {
  static let sql = """
    select n.file from unnest($1::text[], $2::text[]) n(file, sql)
      left join rekindle_migrations.repeatable r on r.file = n.file
     where r.checksum is distinct from encode(sha256(convert_to(n.sql, 'UTF8')), 'hex')
    """
  static let columns = ["file"]
  var scripts: [Repeatable]
  var binds: [Bind] { [.texts(scripts.map(\.file)), .texts(scripts.map(\.sql))] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> String { try cells.text(0) }
}
