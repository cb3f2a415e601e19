public import Domain

/// What the page behind a message tells whoever holds its link; no row where the delivery is gone.
public struct LearnerPage: Statement {
  /// Why a message came.
  public enum Cause: String, Sendable {
    case silence, before, after, entered, asked, answer
    /// The learner asked for it on one of our pages.
    case own
  }

  /// What a learner wishes, as a page shows it: days and hours of their own clock.
  public struct Wishes: Sendable, Equatable {
    /// The day until which nothing comes, as `2026-11-30`.
    public let until: String?
    public let isWeekly: Bool
    /// The full hours between which messages may come.
    public let from: Int?
    public let to: Int?
    /// The hour in which they say that they learn; nil leaves it to their visits.
    public let hour: Int?

    public init(until: String?, isWeekly: Bool, from: Int?, to: Int?, hour: Int?) {
      self.until = until
      self.isWeekly = isWeekly
      self.from = from
      self.to = to
      self.hour = hour
    }
  }

  public struct Row: Sendable {
    /// The day on which the message was written, in words.
    public let writtenOn: String
    public let cause: Cause
    public let silentDays: Int?
    /// The first day on which another may come, in words; nil where none is planned.
    public let nextOn: String?
    /// The learner's day, as `2026-11-30`.
    public let today: String
    /// `wishes.until` in words.
    public let pausedUntil: String?
    public let wishes: Wishes
    /// The hour in which they learn by their visits.
    public let learnedHour: Int?
  }

  public static let sql = """
    select p.written_on, p.cause, p.silent_days, p.next_on, p.today::text, p.snoozed_until::text, p.snoozed_text, p.is_weekly,
           p.from_minute, p.to_minute, p.hour, p.learned_hour
      from rekindle.learner_page($1, $2, $3) p
    """
  public static let columns = [
    "written_on", "cause", "silent_days", "next_on", "today", "snoozed_until", "snoozed_text", "is_weekly",
    "from_minute", "to_minute", "hour", "learned_hour",
  ]

  public var deliveryID: Int
  /// The language of the words, such as `de`.
  public var language: String
  public var now: Instant

  public init(deliveryID: Int, language: String, now: Instant) {
    self.deliveryID = deliveryID
    self.language = language
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .text(language), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let cause = Cause(rawValue: try cells.text(1)) else { throw cells.mismatch(1, "a cause") }
    return Row(
      writtenOn: try cells.text(0), cause: cause, silentDays: try cells.optionalInt(2),
      nextOn: try cells.optionalText(3), today: try cells.text(4), pausedUntil: try cells.optionalText(6),
      wishes: Wishes(
        until: try cells.optionalText(5), isWeekly: try cells.bool(7), from: try cells.optionalInt(8).map { $0 / 60 },
        to: try cells.optionalInt(9).map { $0 / 60 }, hour: try cells.optionalInt(10)),
      learnedHour: try cells.optionalInt(11))
  }
}
