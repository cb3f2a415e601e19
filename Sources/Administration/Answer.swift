import JSON

/// What an operation answers when it succeeds.
struct Answer: Sendable {
  let status: Int
  /// One line for readers of the document.
  let words: String
  /// What kinds of document it may be, by their media types.
  let content: [String: JSON]
  /// The members of a list's items, which are the columns of its CSV.
  let columns: [String]

  init(_ words: String, status: Int = 200, isTable: Bool = false, columns: [String] = [], _ schema: JSON?) {
    self.status = status
    self.words = words
    self.columns = columns
    var content: [String: JSON] = [:]
    content["application/json"] = schema
    if isTable { content["text/csv"] = Schema.text }
    self.content = content
  }

  /// A file.
  init(_ words: String, mediaType: String) {
    status = 200
    self.words = words
    columns = []
    content = [mediaType: Schema.anything]
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
