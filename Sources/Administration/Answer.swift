import JSON

/// What an operation answers when it succeeds.
struct Answer: Sendable {
  let status: Int
  /// One line for readers of the document.
  let words: String
  /// The body as JSON Schema; nil where there is none.
  let schema: JSON?
  /// Whether it comes as CSV too.
  let isTable: Bool
  /// The members of a list's items, which are the columns of its CSV.
  let columns: [String]

  init(_ words: String, status: Int = 200, isTable: Bool = false, columns: [String] = [], _ schema: JSON?) {
    self.status = status
    self.words = words
    self.schema = schema
    self.isTable = isTable
    self.columns = columns
  }

  /// A page of a list.
  static func page(_ words: String, of item: JSON) -> Answer {
    Answer(
      words, isTable: true, columns: item["properties"]?.object?.keys.sorted() ?? [],
      Schema.object([
        "items": ["type": "array", "items": item],
        "next": Schema.orNull(["type": "string", "description": "The cursor of the next page; null on the last."]),
      ]))
  }
}
