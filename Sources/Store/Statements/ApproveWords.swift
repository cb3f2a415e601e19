public import Domain
public import JSON

/// Publishes a draft of words that another key wrote and returns the version; nil where somebody has changed the draft
/// or its campaign since the revision that was expected.
public struct ApproveWords: Statement {
  public static let sql =
    "select version from rekindle.approve_words($1::bigint, $2::int, $3, $4, $5::jsonb, $6) as version"
  public static let columns = ["version"]

  public var id: Int
  /// The revision that was looked at.
  public var expected: Int
  /// The name of the key that approves.
  public var key: String
  /// Of the campaign with the new words.
  public var contentHash: String
  /// The messages that its texts become.
  public var messages: JSON
  public var now: Instant

  public init(id: Int, expected: Int, key: String, contentHash: String, messages: JSON, now: Instant) {
    self.id = id
    self.expected = expected
    self.key = key
    self.contentHash = contentHash
    self.messages = messages
    self.now = now
  }

  public var binds: [Bind] {
    [.int(id), .int(expected), .text(key), .text(contentHash), .json(messages), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int? { try cells.optionalInt(0) }
}
