import Domain
import FunctionContract
import JSON

/// A session that moves by an hour takes its reminders along.
struct MovedSession: DemoScene {
  static let campaigns = ["session-reminder"]
  static let title = "A session moves by an hour"
  static let text = "Its reminders go by the new time: a day and a quarter of an hour before it."
  private static let nadia = DemoPerson(id: 19_999_011, firstName: "Nadia", lastName: "Rahman")
  private static let session = 919_901

  private(set) var lines: [String] = []

  mutating func play(day: Int, _ host: DemoHost) throws(RunnerError) {
    switch day {
    case 0: try move(host)
    case 2: try dayBefore(host)
    case 3: try soon(host)
    default: break
    }
  }

  private mutating func move(_ host: DemoHost) throws(RunnerError) {
    let start = host.morning(3)
    try host.admit(Self.nadia)
    try host.tell(
      "lms.session.scheduled",
      [
        "session_id": .integer(Self.session), "title": "Breathless at Night", "starts_at": .string(start.rfc3339),
        "ends_at": .string((start + .hours(1)).rfc3339),
        "join_url": .string("https://learn.example.org/sessions/\(Self.session)/join"),
      ])
    try host.tell(
      "lms.registration.created", ["session_id": .integer(Self.session), "user_id": .integer(Self.nadia.id)])
    try host.tell(
      "lms.session.moved",
      [
        "session_id": .integer(Self.session), "starts_at": .string((start + .hours(1)).rfc3339),
        "ends_at": .string((start + .hours(2)).rfc3339),
      ])
    lines.append("\(host.stamp(host.now))\(Self.nadia.name)'s session of day 3 moves from 09:00 to 10:00")
  }

  private mutating func dayBefore(_ host: DemoHost) throws(RunnerError) {
    let early = try host.sent(to: Self.nadia.id, Self.campaigns[0])
    try Promise.keep(early.isEmpty, "\(Self.nadia.name) was reminded of a session by its old time")
    lines.append("\(host.stamp(host.now))a day before the old time: \(early.count) messages")
    try remind(at: host.morning(2) + .hours(1), steps: ["day-before"], host)
  }

  private mutating func soon(_ host: DemoHost) throws(RunnerError) {
    try remind(at: host.morning(3) + .minutes(45), steps: ["day-before", "soon"], host)
  }

  private mutating func remind(at time: Instant, steps: [String], _ host: DemoHost) throws(RunnerError) {
    try host.pass(to: time)
    let messages = try host.sent(to: Self.nadia.id, Self.campaigns[0])
    guard messages.map(\.step) == steps, let last = messages.last, last.sentAt - time < .minutes(1) else {
      throw RunnerError(
        .software, "BROKEN: \(Self.nadia.name) was reminded by \(messages.map(\.step)), not by \(steps) in time")
    }
    lines.append(try host.line(last))
  }
}
