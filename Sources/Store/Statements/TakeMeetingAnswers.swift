public import Domain
import JSON

/// Takes what calendars answer to invitations: the newest word of who was invited, and nobody else's.
public struct TakeMeetingAnswers: Statement {
  /// One answer.
  public struct Entry: Sendable {
    public let uid: String
    /// `accepted`, `declined` or `tentative`.
    public let answer: String
    /// Whose it says it is, in lower case.
    public let attendee: String
    public let organizer: String?
    public let sequence: Int
    public let stampedAt: Instant
    /// The planned start of the one that is meant, as an instant, or as the clocks of `zone` show it; nil means all.
    public let occurrence: Instant?
    public let local: String?
    public let zone: String?

    public init(
      uid: String, answer: String, attendee: String, organizer: String?, sequence: Int, stampedAt: Instant,
      occurrence: Instant? = nil, local: String? = nil, zone: String? = nil
    ) {
      self.uid = uid
      self.answer = answer
      self.attendee = attendee
      self.organizer = organizer
      self.sequence = sequence
      self.stampedAt = stampedAt
      self.occurrence = occurrence
      self.local = local
      self.zone = zone
    }

    fileprivate var json: JSON {
      var members: [String: JSON] = [
        "uid": .string(uid), "answer": .string(answer), "attendee": .string(attendee), "sequence": .integer(sequence),
        "stamped_at": .string(stampedAt.rfc3339), "organizers": .array([organizer].compactMap { $0.map(JSON.string) }),
      ]
      members["occurrence"] = occurrence.map { .string($0.rfc3339) }
      members["local"] = local.map(JSON.string)
      members["zone"] = zone.map(JSON.string)
      return .object(members)
    }
  }

  public struct Row: Sendable, Equatable {
    public let taken: Int
    /// Older than what was known, or the same.
    public let older: Int
    /// About no invitation of ours, or by nobody who has it.
    public let unmatched: Int
  }

  public static let sql = "select taken, older, unmatched from rekindle.take_meeting_answers($1::jsonb, $2::text[], $3)"
  public static let columns = ["taken", "older", "unmatched"]

  public var entries: [Entry]
  /// The addresses that the mail came to, in lower case.
  public var recipients: [String]
  public var now: Instant

  public init(entries: [Entry], recipients: [String], now: Instant) {
    self.entries = entries
    self.recipients = recipients
    self.now = now
  }

  public var binds: [Bind] { [.json(.array(entries.map(\.json))), .texts(recipients), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(taken: try cells.int(0), older: try cells.int(1), unmatched: try cells.int(2))
  }
}
