/// A calendar object that travels with an email: an invitation, or its withdrawal (RFC 6047).
public struct CalendarPart: Sendable, Equatable {
  /// What the recipient's calendar is to do with it.
  public enum Method: String, Sendable {
    case request = "REQUEST"
    case cancel = "CANCEL"
  }

  /// The same method stands in `bytes`: calendars ignore a part that contradicts itself.
  public let method: Method
  /// iCalendar in UTF-8.
  public let bytes: [UInt8]

  public init(method: Method, bytes: [UInt8]) {
    self.method = method
    self.bytes = bytes
  }

  /// The media type of the part that calendars act on.
  var mediaType: String { "text/calendar; charset=utf-8; method=\(method.rawValue)" }
}
