import Domain
import FunctionContract
import JSON

/// The meetings of a study group in its member's mailbox and calendar: there, moved, gone.
struct GroupInvitation: DemoScene {
  static let campaigns = ["group-assigned"]
  static let title = "An invitation follows a study group"
  static let text = "It is sent to who joins, updated when the meetings move, and cancelled with them."
  private static let priya = DemoPerson(id: 19_999_012, firstName: "Priya", lastName: "Menon")
  private static let group = 949_901

  private(set) var lines: [String] = []
  private var calendar = DemoCalendar()
  private var read = 0

  mutating func play(day: Int, _ host: DemoHost) throws(RunnerError) {
    switch day {
    case 0: try join(host)
    case 1:
      try schedule(host, from: .hours(5))
      try receive("the meetings move by half an hour", host)
    case 3:
      try host.tell("lms.group.unscheduled", ["group_id": .integer(Self.group)])
      try receive("the group does not meet any more", host)
      try Promise.keep(calendar.entries.isEmpty, "a cancelled series stays in the calendar")
    default: break
    }
  }

  private mutating func join(_ host: DemoHost) throws(RunnerError) {
    try host.admit(Self.priya, zone: "Asia/Kolkata")
    try host.tell("lms.group.updated", ["group_id": .integer(Self.group), "name": "Lapwing"])
    try schedule(host, from: .hours(4) + .minutes(30))
    try host.tell("lms.group.joined", ["group_id": .integer(Self.group), "user_id": .integer(Self.priya.id)])
    try receive("\(Self.priya.name) joins the group", host)
  }

  /// Eight weekly meetings of an hour, from day 5 on.
  private func schedule(_ host: DemoHost, from time: Instant.Span) throws(RunnerError) {
    let start = host.morning(5) + time
    try host.tell(
      "lms.group.scheduled",
      [
        "group_id": .integer(Self.group), "starts_at": .string(start.rfc3339), "meetings": 8,
        "ends_at": .string((start + .hours(1)).rfc3339), "timezone": "Asia/Kolkata",
      ])
  }

  /// Reads the one invitation that has come since the last one.
  private mutating func receive(_ cause: String, _ host: DemoHost) throws(RunnerError) {
    try host.pass(to: host.now + .minutes(5))
    let invitations = try host.sent(to: Self.priya.id, Self.campaigns[0]).filter { $0.channel == .calendar }
    guard invitations.count == read + 1, let newest = invitations.last else {
      throw RunnerError(.software, "BROKEN: \(cause), and \(invitations.count - read) invitations came")
    }
    read += 1
    let invitation = try DemoInvitation(host.mail(newest))
    try calendar.take(invitation)
    lines.append("\(host.stamp(host.now))\(cause)")
    lines.append("  mailbox   \(try host.mail(newest).read(at: host.rehearsal.stage.address).subject.onOneLine)")
    lines.append("  calendar  \(invitation.line); entries: \(calendar.entries.count)")
  }
}
