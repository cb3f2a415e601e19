import Domain
import FunctionContract
import JSON

/// An assignment that is handed in before its reminder has none.
struct AssignmentHandedIn: DemoScene {
  static let campaigns = ["assignment-due"]
  static let title = "Handed in before the reminder"
  static let text = "Who has not handed in is reminded two days before; who has is left alone, and the API says why."
  private static let jonas = DemoPerson(id: 19_999_013, firstName: "Jonas", lastName: "Weber")
  private static let amina = DemoPerson(id: 19_999_014, firstName: "Amina", lastName: "Diallo")
  private static let course = 909_901
  private static let assignment = 949_901

  private(set) var lines: [String] = []

  mutating func play(day: Int, _ host: DemoHost) throws(RunnerError) {
    switch day {
    case 0: try ask(host)
    case 1: try handIn(host)
    case 2: try remind(host)
    default: break
    }
  }

  private func ask(_ host: DemoHost) throws(RunnerError) {
    try host.tell(
      "lms.course.updated",
      [
        "course_id": .integer(Self.course), "name": "Writing a Good Referral",
        "url": .string("https://learn.example.org/courses/\(Self.course)"),
      ])
    for learner in [Self.jonas, Self.amina] {
      try host.admit(learner)
      try host.tell(
        "lms.enrolment.started", ["course_id": .integer(Self.course), "user_id": .integer(learner.id)])
    }
    try host.tell(
      "lms.assignment.created",
      [
        "assignment_id": .integer(Self.assignment), "course_id": .integer(Self.course), "title": "A Referral",
        "due_at": .string((host.morning(4) + .hours(3)).rfc3339),
        "url": .string("https://learn.example.org/assignments/\(Self.assignment)"),
      ])
  }

  private mutating func handIn(_ host: DemoHost) throws(RunnerError) {
    let before = try episode(of: Self.jonas, host)
    try Promise.keep(before["status"] == "active", "\(Self.jonas.name) waits for no reminder")
    lines.append(
      "\(host.stamp(host.now))\(Self.jonas.name) and \(Self.amina.name) have until day 4; \(Self.jonas.name) hands in"
    )
    try host.tell(
      "lms.assignment.submitted",
      ["assignment_id": .integer(Self.assignment), "user_id": .integer(Self.jonas.id)])
  }

  private mutating func remind(_ host: DemoHost) throws(RunnerError) {
    try host.pass(to: host.morning(2) + .hours(3) + .minutes(5))
    guard let message = try host.sent(to: Self.amina.id, Self.campaigns[0]).first else {
      throw RunnerError(.software, "BROKEN: \(Self.amina.name) has not handed in and was not reminded")
    }
    lines.append("\(try host.line(message)) to \(Self.amina.name)")
    let messages = try host.sent(to: Self.jonas.id, Self.campaigns[0])
    try Promise.keep(messages.isEmpty, "\(Self.jonas.name) had handed in and was reminded")
    let episode = try episode(of: Self.jonas, host)
    guard episode["status"] == "completed", let reason = episode["findings"]?.array?.first?["sentence"]?.string else {
      throw RunnerError(.software, "BROKEN: the API does not say why \(Self.jonas.name) was not reminded")
    }
    lines.append("\(host.stamp(host.now))\(messages.count) messages to \(Self.jonas.name). Why: \(reason)")
  }

  private func episode(of learner: DemoPerson, _ host: DemoHost) throws(RunnerError) -> JSON {
    let answer = try host.ask("GET", "/api/learners/\(learner.id)?campaign=\(Self.campaigns[0])")
    return answer["episodes"]?.array?.first ?? .null
  }
}
