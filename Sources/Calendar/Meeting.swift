public import Domain

/// What is in a calendar: when people meet, where, and about what.
public struct Meeting: Sendable, Equatable {
  public let start: Instant
  public let end: Instant
  /// The clocks that a recurring meeting goes by; a single one is written in UTC and has none.
  public let clocks: ClockRules?
  public let recurrence: Recurrence?
  /// Those of a series that are moved.
  public let moved: [MovedMeeting]
  /// The planned start of the one meeting of a series that is meant; nil means all.
  public let occurrence: Instant?
  public let summary: String
  public let description: String
  public let location: String
  /// Where to join; an https URL.
  public let url: String?

  /// Refuses a meeting that a calendar would refuse, or show otherwise than it is meant.
  public init(
    start: Instant, end: Instant, clocks: ClockRules? = nil, recurrence: Recurrence? = nil,
    moved: [MovedMeeting] = [], occurrence: Instant? = nil, summary: String, description: String = "",
    location: String = "", url: String? = nil
  ) throws(InvitationError) {
    if summary.isEmpty { throw .empty("summary") }
    if end <= start { throw .endsBeforeItStarts }
    if moved.count > Recurrence.mostMeetings { throw .malformed("moved", needs: "at most 400 meetings") }
    try Meeting.require(summary, "summary", limit: 1_000)
    try Meeting.require(description, "description", limit: 20_000)
    try Meeting.require(location, "location", limit: 1_000)
    if let url { try Meeting.requireLink(url) }
    if let recurrence {
      let last = start + .days(recurrence.longestDays)
      guard let clocks, clocks.seconds(at: start) != nil, clocks.seconds(at: last) != nil else { throw .unknownClocks }
    }
    self.start = start
    self.end = end
    self.clocks = recurrence == nil && occurrence == nil ? nil : clocks
    self.recurrence = recurrence
    self.moved = recurrence == nil ? [] : moved
    self.occurrence = occurrence
    self.summary = summary
    self.description = description
    self.location = location
    self.url = url
  }

  /// When the last of it is over, at the latest.
  public var lastEnd: Instant {
    let planned = recurrence.map { end + .days($0.longestDays) } ?? end
    return moved.map(\.end).reduce(planned, max)
  }

  private static func require(_ text: String, _ part: String, limit: Int) throws(InvitationError) {
    if text.utf8.count > limit { throw .tooLong(part, limit: limit) }
    let isPrintable = text.unicodeScalars.allSatisfy {
      switch $0.value {
      case 0x09, 0x0A: true
      case 0..<0x20, 0x7F..<0xA0: false
      default: true
      }
    }
    if !isPrintable { throw .controlCharacter(part) }
  }

  static func requireLink(_ url: String) throws(InvitationError) {
    guard url.hasPrefix("https://"), url.utf8.count <= 1_000, url.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else {
      throw .malformed("url", needs: "an https URL without blanks")
    }
  }
}
