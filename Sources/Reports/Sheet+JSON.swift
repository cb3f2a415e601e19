import JSON

extension Sheet {
  /// One object a row.
  var json: [JSON] {
    let sheet = cut(for: .json)
    return sheet.rows.map { row in
      .object(Dictionary(zip(sheet.headings.map(\.name), row.map(\.json)), uniquingKeysWith: { $1 }))
    }
  }
}
