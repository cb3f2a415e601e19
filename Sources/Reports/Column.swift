/// One column of a report: where it is shown, and what it shows of a row.
public struct Column<Row>: Sendable {
  let heading: Heading
  let value: @Sendable (Row) -> Value

  /// `name` is the member's in JSON and the column's in CSV; `title` stands above it on pages, which leave a column
  /// without one out.
  public init(
    _ name: String, _ title: String? = nil, in formats: Set<Format> = Set(Format.allCases),
    value: @escaping @Sendable (Row) -> Value
  ) {
    heading = Heading(name: name, title: title ?? name, formats: title == nil ? formats.subtracting([.html]) : formats)
    self.value = value
  }
}
