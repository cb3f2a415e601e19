/// What a report found: the heads of its columns, and one value for each in every row.
struct Sheet: Sendable {
  let headings: [Heading]
  let rows: [[Value]]
  /// Whether another page follows.
  let hasMore: Bool
  /// What stands above everything on the dashboard, each once.
  let notices: [String]

  init(headings: [Heading], rows: [[Value]], hasMore: Bool = false, notices: [String] = []) {
    self.headings = headings
    self.rows = rows
    self.hasMore = hasMore
    self.notices = notices
  }

  /// The part that is shown in a format.
  func cut(for format: Format) -> Sheet {
    let kept = headings.indices.filter { headings[$0].formats.contains(format) }
    return Sheet(
      headings: kept.map { headings[$0] }, rows: rows.map { row in kept.map { row[$0] } }, hasMore: hasMore)
  }
}
