public import Domain

/// Of what hosts just told, what detection should hear at once, as types with the learners whom they are about.
public struct WhoHears: Statement {
  /// One thing that was told.
  public struct Entry: Sendable, Hashable {
    public let type: String
    public let learner: Int?
    public let subjectType: String?
    public let subject: Int?
    /// By which the lead is known where there is no learner.
    public let mailbox: String?

    public init(type: String, learner: Int?, subjectType: String?, subject: Int?, mailbox: String?) {
      self.type = type
      self.learner = learner
      self.subjectType = subjectType
      self.subject = subject
      self.mailbox = mailbox
    }
  }

  public static let sql = """
    select type, learners from rekindle.who_hears($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6)
    """
  public static let columns = ["type", "learners"]

  public var entries: [Entry]
  public var now: Instant

  public init(_ entries: some Sequence<Entry>, now: Instant) {
    self.entries = Array(entries)
    self.now = now
  }

  public var binds: [Bind] {
    [
      .texts(entries.map(\.type)), .optionalInts(entries.map(\.learner)), .optionalTexts(entries.map(\.subjectType)),
      .optionalInts(entries.map(\.subject)), .optionalTexts(entries.map(\.mailbox)), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (type: String, learners: [Int]) {
    (try cells.text(0), try cells.ints(1))
  }
}
