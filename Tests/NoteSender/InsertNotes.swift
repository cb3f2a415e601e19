import Store

/// Shows notes to their learners.
struct InsertNotes: Statement {
  static let sql = """
    insert into notes (delivery_id, text)
    select n.id, n.text from unnest($1::bigint[], $2::text[]) n(id, text) returning delivery_id
    """
  static let columns = ["delivery_id"]

  let ids: [Int]
  let texts: [String]

  var binds: [Bind] { [.ints(ids), .texts(texts)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
