/// How the clocks of one place are set over a stretch of time: the distance to UTC, and when it changes.
public struct LocalClock: Sendable, Equatable {
  /// From when each distance holds, in order; the first one holds before, too.
  private let offsets: [(from: Instant, offset: Instant.Span)]

  /// A clock that is never changed, such as UTC's.
  public init() { offsets = [] }

  /// - Parameter offsets: local time less UTC, and from when it holds, in order of time.
  public init(_ offsets: [(from: Instant, offset: Instant.Span)]) { self.offsets = offsets }

  /// Local time less UTC.
  public func offset(at moment: Instant) -> Instant.Span {
    (offsets.last { $0.from <= moment } ?? offsets.first)?.offset ?? .seconds(0)
  }

  /// The moment that a span after `start` is: a span of whole days ends at the same hour of the local day, others are exact.
  public func advance(_ start: Instant, by span: Instant.Span) -> Instant { keepingHour(of: start, at: start + span) }

  /// The moment of the local day of `end` that has the hour of `start`, where whole days lie between them; `end` otherwise.
  func keepingHour(of start: Instant, at end: Instant) -> Instant {
    guard offsets.count > 1, (end - start).microseconds % Instant.Span.days(1).microseconds == 0 else { return end }
    let change = offset(at: start).microseconds - offset(at: end).microseconds
    return end + Instant.Span(microseconds: change)
  }

  /// The first moment from `now` on whose local time of day lies in the window.
  public func next(in window: SendWindow, from now: Instant) -> Instant {
    let today = Instant.Span.days((now + offset(at: now)).seconds.flooredDivision(by: 86_400))
    for day in 0...1 {
      let midnight = today + .days(day)
      if now < moment(of: midnight + .minutes(window.to), near: now) {
        return max(now, moment(of: midnight + .minutes(window.from), near: now))
      }
    }
    return now
  }

  /// The moment at which the local clock shows so much time since 1970.
  private func moment(of local: Instant.Span, near now: Instant) -> Instant {
    let guess = Instant(microseconds: local.microseconds - offset(at: now).microseconds)
    return Instant(microseconds: local.microseconds - offset(at: guess).microseconds)
  }

  public static func == (left: LocalClock, right: LocalClock) -> Bool {
    left.offsets.elementsEqual(right.offsets) { $0 == $1 }
  }
}
