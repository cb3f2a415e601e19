import Domain
public import JSON

extension Meeting {
  /// Reads what a campaign's context says under `meeting`; throws the first part that is missing or wrong.
  public init(json: JSON) throws(InvitationError) {
    let clocks: ClockRules? = if let rules = json["clocks"], rules != .null { try ClockRules(json: rules) } else { nil }
    try self.init(
      start: Meeting.moment(json["starts_at"], "starts_at"), end: Meeting.moment(json["ends_at"], "ends_at"),
      clocks: clocks, recurrence: Recurrence(json: json), moved: Meeting.moved(json["moved"]),
      occurrence: Meeting.optional(json["occurrence"], "occurrence"), summary: json["title"]?.string ?? "",
      description: json["description"]?.string ?? "", location: json["location"]?.string ?? "",
      url: json["url"]?.string)
  }

  /// Time and place in one line: where it changes, so does the invitation's sequence (RFC 5546 2.1.4).
  public var times: String {
    let moments = [start, end] + [occurrence].compactMap(\.self)
    let exceptions = (recurrence?.exceptions ?? []).map(\.rfc3339).sorted()
    let moved = (recurrence == nil ? [] : moved).sorted { $0.occurrence < $1.occurrence }.flatMap {
      [$0.occurrence.rfc3339, $0.start.rfc3339, $0.end.rfc3339, $0.url].compactMap(\.self)
    }
    let parts = moments.map(\.rfc3339) + [clocks?.zone, recurrence?.rule].compactMap(\.self) + exceptions + moved
    return (parts + [location, url ?? ""]).joined(separator: " ")
  }

  static func moment(_ json: JSON?, _ part: String) throws(InvitationError) -> Instant {
    guard let moment = json?.string.flatMap({ Instant(rfc3339: $0) }) else {
      throw .malformed(part, needs: "a moment such as 2026-03-02T18:00:00Z")
    }
    return moment
  }

  private static func moved(_ json: JSON?) throws(InvitationError) -> [MovedMeeting] {
    var meetings: [MovedMeeting] = []
    for one in json?.array ?? [] {
      meetings.append(
        try MovedMeeting(
          occurrence: moment(one["occurrence"], "moved.occurrence"), start: moment(one["starts_at"], "moved.starts_at"),
          end: moment(one["ends_at"], "moved.ends_at"), url: one["url"]?.string))
    }
    return meetings
  }

  private static func optional(_ json: JSON?, _ part: String) throws(InvitationError) -> Instant? {
    if json == nil || json == .null { return nil }
    return try moment(json, part)
  }
}

extension Recurrence {
  /// nil where the meeting does not say how often it repeats.
  init?(json: JSON) throws(InvitationError) {
    guard let name = json["frequency"], name != .null else { return nil }
    guard let frequency = name.string.flatMap({ Frequency(rawValue: $0.uppercased()) }) else {
      throw .malformed("frequency", needs: "daily, weekly or monthly")
    }
    var exceptions: [Instant] = []
    for exception in json["exceptions"]?.array ?? [] { exceptions.append(try Meeting.moment(exception, "exceptions")) }
    try self.init(
      frequency, interval: json["interval"]?.integer ?? 1, count: json["count"]?.integer ?? 0, exceptions: exceptions)
  }
}

extension ClockRules {
  /// Reads what the database's `rekindle.clocks` wrote.
  init(json: JSON) throws(InvitationError) {
    let changes = (json["changes"]?.array ?? []).compactMap { pair -> Change? in
      guard let at = pair.array?.first?.integer, let seconds = pair.array?.last?.integer else { return nil }
      return Change(at: Instant(seconds: at), seconds: seconds)
    }
    try self.init(
      zone: json["zone"]?.string ?? "", changes: changes, until: Instant(seconds: json["until"]?.integer ?? 0))
  }
}
