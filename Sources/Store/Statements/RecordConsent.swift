public import Domain

/// Records what a person agreed to or took back on a channel, when they said so: the newest word counts.
public struct RecordConsent: Statement {
  public static let sql = "select rekindle.record_consent($1, $2, $3, $4, $5, $6, $7) as is_agreed"
  public static let columns = ["is_agreed"]

  public var userID: Int
  public var channel: Channel
  public var isGranted: Bool
  /// Where they said it, such as `signup_form`.
  public var source: String
  /// What they agreed to, as they read it.
  public var words: String
  /// When they said it.
  public var at: Instant
  public var now: Instant

  public init(
    userID: Int, channel: Channel, isGranted: Bool, source: String, words: String, at: Instant, now: Instant
  ) {
    self.userID = userID
    self.channel = channel
    self.isGranted = isGranted
    self.source = source
    self.words = words
    self.at = at
    self.now = now
  }

  public var binds: [Bind] {
    [
      .int(userID), .text(channel.rawValue), .bool(isGranted), .text(source), .text(words), .instant(at), .instant(now),
    ]
  }

  /// Whether messages on the channel are agreed to now.
  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
