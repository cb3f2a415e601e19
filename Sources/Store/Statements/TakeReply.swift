public import Domain

/// Takes what somebody wrote back, once by its provider's id: a no and its end hold for everybody with the number when it
/// returns, in the order of their own times; a campaign's keyword is answered; whatever else is kept for a person to read.
public struct TakeReply: Statement {
  public struct Row: Sendable, Equatable {
    /// Whether it was not known before.
    public let isNew: Bool
    /// How many learners it concerned.
    public let learners: Int
    /// The keyword that is answered.
    public let keyword: String?
    /// The delivery that answers it, ready to be sent.
    public let answer: Int?

    public init(isNew: Bool, learners: Int, keyword: String? = nil, answer: Int? = nil) {
      self.isNew = isNew
      self.learners = learners
      self.keyword = keyword
      self.answer = answer
    }
  }

  public static let sql =
    "select is_new, learners, keyword, answer from rekindle.take_reply($1, $2, $3, $4, $5, $6, $7::text[], $8, $9)"
  public static let columns = ["is_new", "learners", "keyword", "answer"]
  public var provider: String
  /// The provider's name for the reply.
  public var id: String
  public var channel: Channel
  /// The writer's number (E.164).
  public var number: String
  /// `stop`, `start`, `help` or `other`.
  public var intent: String
  public var text: String
  /// Its whole words, as keywords are compared (`ReplyPhrase`): a button's payload first.
  public var phrases: [String]
  /// When it was written.
  public var at: Instant
  public var now: Instant

  public init(
    provider: String, id: String, channel: Channel, number: String, intent: String, text: String,
    phrases: [String] = [], at: Instant, now: Instant
  ) {
    self.provider = provider
    self.id = id
    self.channel = channel
    self.number = number
    self.intent = intent
    self.text = text
    self.phrases = phrases
    self.at = at
    self.now = now
  }

  public var binds: [Bind] {
    [
      .text(provider), .text(id), .text(channel.rawValue), .text(number), .text(intent), .text(text), .texts(phrases),
      .instant(at), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      isNew: try cells.bool(0), learners: try cells.int(1), keyword: try cells.optionalText(2),
      answer: try cells.optionalInt(3))
  }
}
