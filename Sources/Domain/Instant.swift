/// A moment in time, in microseconds since 1970-01-01T00:00:00Z: PostgreSQL's resolution, and no zone.
///
/// Named zones are PostgreSQL's business; an instant only knows UTC.
public struct Instant: Hashable, Comparable, Sendable {
  /// Microseconds since the Unix epoch.
  public var microseconds: Int

  public init(microseconds: Int) { self.microseconds = microseconds }

  /// The instant `seconds` after the Unix epoch.
  public init(seconds: Int) { microseconds = seconds * 1_000_000 }

  /// Later than every instant of a plan.
  static let distantFuture = Instant(microseconds: .max)

  /// Whole seconds since the Unix epoch, rounded down.
  public var seconds: Int { microseconds.flooredDivision(by: 1_000_000) }

  public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

  public static func + (instant: Instant, span: Span) -> Instant {
    Instant(microseconds: instant.microseconds + span.microseconds)
  }

  public static func - (instant: Instant, span: Span) -> Instant {
    Instant(microseconds: instant.microseconds - span.microseconds)
  }

  public static func - (left: Instant, right: Instant) -> Span {
    Span(microseconds: left.microseconds - right.microseconds)
  }

  /// A length of time in microseconds; days are 24 hours.
  public struct Span: Hashable, Comparable, Sendable {
    public var microseconds: Int

    public init(microseconds: Int) { self.microseconds = microseconds }

    public static func seconds(_ count: Int) -> Span { Span(microseconds: count * 1_000_000) }
    public static func minutes(_ count: Int) -> Span { .seconds(count * 60) }
    public static func hours(_ count: Int) -> Span { .seconds(count * 3600) }
    public static func days(_ count: Int) -> Span { .hours(count * 24) }
    public static func < (left: Span, right: Span) -> Bool { left.microseconds < right.microseconds }
    public static func + (left: Span, right: Span) -> Span {
      Span(microseconds: left.microseconds + right.microseconds)
    }
    public static func * (span: Span, factor: Int) -> Span { Span(microseconds: span.microseconds * factor) }

    /// Whole seconds, rounded down.
    public var seconds: Int { microseconds.flooredDivision(by: 1_000_000) }
  }
}

extension Int {
  func flooredDivision(by divisor: Int) -> Int {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
