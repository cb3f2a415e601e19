import Domain
import FunctionContract
import JSON

/// Somebody who takes no direct messages on Discord: one is refused, none is tried again, and emails go on.
struct ClosedDirectMessages: DemoScene {
  static let campaigns = ["welcome", "trial-nudge"]
  static let title = "Direct messages closed by their owner"
  static let text = "Discord refuses one with code 50007; the channel is closed for that person, and email takes over."
  private static let tomas = DemoPerson(id: 19_999_015, firstName: "Tomas", lastName: "Vega")
  /// An account that takes no messages of the bot.
  private static let account = "100000000000050007"
  private static let lesson = 959_901

  private(set) var lines: [String] = []

  mutating func play(day: Int, _ host: DemoHost) throws(RunnerError) {
    switch day {
    case 0: try signUp(host)
    case 1: try tryLesson(host)
    case 2: try nudge(host)
    default: break
    }
  }

  private mutating func signUp(_ host: DemoHost) throws(RunnerError) {
    try host.admit(Self.tomas)
    try host.tell(
      "lms.address.changed",
      ["user_id": .integer(Self.tomas.id), "address_kind": "discord", "address": .string(Self.account)])
    try host.tell("lms.signup.completed", ["user_id": .integer(Self.tomas.id)])
    try host.pass(to: host.now + .minutes(2))
    let messages = try host.sent(to: Self.tomas.id, "welcome")
    try Promise.keep(messages.map(\.channel) == [.email], "\(Self.tomas.name) was not welcomed by email alone")
    for message in messages { lines.append(try host.line(message)) }
    let failures = try host.rehearsal.rows(ReadFailures(learner: Self.tomas.id, campaign: "welcome"))
    guard failures.map(\.channel) == [.discord], let failure = failures.first else {
      throw RunnerError(.software, "BROKEN: Discord refused \(failures.count) messages to \(Self.tomas.name), not 1")
    }
    try Promise.keep(failure.reason.contains("50007"), "Discord refused with \(failure.reason)")
    lines.append("\(host.stamp(host.now))Discord: refused (\(failure.reason)). \(try closing(host))")
  }

  /// What the API says of the channel that is closed.
  private func closing(_ host: DemoHost) throws(RunnerError) -> String {
    let answer = try host.ask("GET", "/api/learners/\(Self.tomas.id)?campaign=welcome")
    let closings = (answer["suppressions"]?.array ?? []).filter { $0["channel"] == "discord" }
    guard closings.count == 1, let sentence = closings.first?["sentence"]?.string else {
      throw RunnerError(.software, "BROKEN: \(closings.count) channels are closed for \(Self.tomas.name), not 1")
    }
    return "Closed for \(Self.tomas.name): \(sentence)"
  }

  private func tryLesson(_ host: DemoHost) throws(RunnerError) {
    try host.tell("lms.lesson.updated", ["lesson_id": .integer(Self.lesson), "title": "Asking before advising"])
    try host.tell(
      "lms.trial_lesson.started",
      [
        "trial_id": .integer(Self.tomas.id), "user_id": .integer(Self.tomas.id), "lesson_id": .integer(Self.lesson),
      ])
  }

  private mutating func nudge(_ host: DemoHost) throws(RunnerError) {
    let messages = try host.sent(to: Self.tomas.id, "trial-nudge")
    try Promise.keep(
      messages.map(\.channel) == [.email], "of a trial lesson \(Self.tomas.name) was written to by \(messages.count)")
    for message in messages { lines.append(try host.line(message)) }
    let tried = try host.rehearsal.rows(ReadFailures(learner: Self.tomas.id, campaign: "trial-nudge")).count {
      $0.reason.contains("50007")
    }
    try Promise.keep(tried == 0, "Discord was asked again for a channel that is closed")
    lines.append("\(host.stamp(host.now))Discord: \(tried) requests")
  }
}
