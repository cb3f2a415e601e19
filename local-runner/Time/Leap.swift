import Domain

/// How far somebody lets the clock leap.
enum Leap: Sendable, Equatable {
  case by(Instant.Span)
  /// Until a message has gone out, sixty days at most.
  case toNextMessage

  private static let units: [(names: [String], span: Instant.Span)] = [
    (["m", "min", "minute", "minutes"], .minutes(1)), (["h", "hour", "hours"], .hours(1)),
    (["d", "day", "days"], .days(1)), (["w", "week", "weeks"], .days(7)),
  ]
  static let forms = "a span such as 30m, 6h, 1d or 2w, or the word `message`"

  /// Reads `6h`, `6 hours` or `message`; nil for anything else and for more than a year.
  init?(_ text: String) {
    let words = text.trimmed.lowercased()
    if words == "message" {
      self = .toNextMessage
      return
    }
    let digits = words.prefix { $0.isASCII && $0.isNumber }
    let unit = String(words.dropFirst(digits.count).drop { $0 == " " })
    guard let count = Int(digits), (1...600_000).contains(count),
      let span = Leap.units.first(where: { $0.names.contains(unit) })?.span, span * count < .days(367)
    else { return nil }
    self = .by(span * count)
  }

  /// The longest that it can take.
  var longest: Instant.Span {
    switch self {
    case .by(let span): span
    case .toNextMessage: .days(60)
    }
  }

  /// The least time between two stops on the way: a few minutes of a short way, an hour of a long one.
  var step: Instant.Span {
    switch self {
    case .by(let span): .minutes(max(1, min(60, span.seconds / 60 / 96)))
    case .toNextMessage: .minutes(10)
    }
  }
}
