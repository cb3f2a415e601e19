public import Domain

/// What the opt-out link of a delivery is about; no row where the delivery is gone.
public struct OptOutSubject: Statement {
  /// What a page may tell whoever holds the link: nothing about the learner but the subject's name.
  public struct Row: Sendable, Equatable {
    public let topic: String
    public let subjectType: String
    /// nil where the campaign has no name for it, or nothing to write about any more.
    public let subjectName: String?
    public let channel: String
    /// The locale in which the learner reads; nil where nobody knows.
    public let locale: String?
  }

  public static let sql = """
    select s.topic, s.subject_type, rekindle.subject_name($1, $2) as subject_name, s.channel, s.locale
      from rekindle.opt_out_subject($1) s
    """
  public static let columns = ["topic", "subject_type", "subject_name", "channel", "locale"]
  public var deliveryID: Int
  public var now: Instant

  public init(deliveryID: Int, now: Instant) {
    self.deliveryID = deliveryID
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      topic: try cells.text(0), subjectType: try cells.text(1), subjectName: try cells.optionalText(2),
      channel: try cells.text(3), locale: try cells.optionalText(4))
  }
}
