public import Domain

/// How a meeting repeats: by local clocks, a counted number of times, save for some of them.
public struct Recurrence: Sendable, Equatable {
  /// As RFC 5545 writes it.
  public enum Frequency: String, Sendable {
    case daily = "DAILY"
    case weekly = "WEEKLY"
    case monthly = "MONTHLY"
  }

  /// Most meetings of a series.
  static let mostMeetings = 400

  public let frequency: Frequency
  /// Every so many days, weeks or months.
  public let interval: Int
  /// How many meetings there are, those that are left out included.
  public let count: Int
  /// The starts of those that do not take place.
  public let exceptions: [Instant]

  /// Refuses an interval that is not 1 to 52 and a count that is not 1 to 400.
  public init(
    _ frequency: Frequency, interval: Int = 1, count: Int, exceptions: [Instant] = []
  ) throws(InvitationError) {
    guard (1...52).contains(interval) else { throw .malformed("interval", needs: "1 to 52") }
    guard (1...Recurrence.mostMeetings).contains(count) else { throw .malformed("count", needs: "1 to 400") }
    self.frequency = frequency
    self.interval = interval
    self.count = count
    self.exceptions = exceptions
  }

  /// The value of an RRULE.
  var rule: String { "FREQ=\(frequency.rawValue);INTERVAL=\(interval);COUNT=\(count)" }

  /// Longer than all of the meetings together, in days.
  var longestDays: Int {
    let days =
      switch frequency {
      case .daily: 1
      case .weekly: 7
      case .monthly: 31
      }
    return days * interval * count + 1
  }
}
