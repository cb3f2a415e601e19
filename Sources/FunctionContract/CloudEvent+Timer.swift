public import Domain
import JSON

extension CloudEvent {
  /// The event of a timer that fired at `instant`: every firing of the same minute carries the same id.
  public static func timer(_ type: String, at instant: Instant) -> CloudEvent {
    let minute = instant.seconds / 60
    return CloudEvent(id: "\(type)-\(minute)", source: "/timers", type: type, time: Instant(seconds: minute * 60))
  }

  /// Whether the event's `expirytime` has passed (CloudEvents extension `expirytime`): nobody waits for it any more.
  public func isExpired(at now: Instant) -> Bool {
    guard let end = extensions["expirytime"]?.string.flatMap({ Instant(rfc3339: $0) }) else { return false }
    return end <= now
  }
}
