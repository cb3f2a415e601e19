public import Domain

/// Keeps events that were not understood or cannot be applied yet.
public struct KeepHostEvents: Statement {
  /// One of them.
  public struct Entry: Sendable {
    public let id: String
    public let type: String
    public let reason: String
    public let detail: String
    public let learner: Int?
    /// The row that it needs; nil where waiting is no use.
    public let waitsFor: String?
    /// The event as it came.
    public let body: String

    public init(
      id: String, type: String, reason: String, detail: String, learner: Int?, waitsFor: String?, body: String
    ) {
      self.id = id
      self.type = type
      self.reason = reason
      self.detail = detail
      self.learner = learner
      self.waitsFor = waitsFor
      self.body = body
    }
  }

  public static let sql = """
    select rekindle.keep_host_events($1, $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[],
                                     $9)::text as kept
    """
  public static let columns = ["kept"]

  public var source: String
  public var entries: [Entry]
  public var now: Instant

  public init(source: String, entries: [Entry], now: Instant) {
    self.source = source
    self.entries = entries
    self.now = now
  }

  public var binds: [Bind] {
    [
      .text(source), .texts(entries.map(\.id)), .texts(entries.map(\.type)), .texts(entries.map(\.reason)),
      .texts(entries.map(\.detail)), .optionalInts(entries.map(\.learner)), .optionalTexts(entries.map(\.waitsFor)),
      .texts(entries.map(\.body)), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
