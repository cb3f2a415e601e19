/// The head of a report's column.
struct Heading: Sendable {
  /// For programs.
  let name: String
  /// For people.
  let title: String
  /// Where the column is shown.
  let formats: Set<Format>
}
