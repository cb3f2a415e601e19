import Domain
import FunctionContract
import JSON

/// An approval whose handler is killed between the account and the welcome, and which is finished once.
struct KilledApproval: DemoScene {
  static let campaigns = ["cta-welcome"]
  static let title = "An approval interrupted by a kill"
  static let text = "The handler that takes the platform's answer gets SIGKILL; what is half done is finished, once."
  private static let meera = DemoPerson(id: 19_999_016, firstName: "Meera", lastName: "Joshi")
  private static let sam = DemoPerson(id: 0, firstName: "Sam", lastName: "Okoro")
  private static let request = "demo-request"

  private(set) var lines: [String] = []

  mutating func play(day: Int, _ host: DemoHost) throws(RunnerError) {
    guard day == 4 else { return }
    try host.admit(Self.meera)
    try host.tell(
      "lms.lead.submitted",
      [
        "cta_submission_id": .string(Self.request), "email": .string(Self.sam.email),
        "first_name": .string(Self.sam.firstName), "last_name": .string(Self.sam.lastName),
      ])
    try interrupt(host)
    try finish(host)
  }

  private mutating func interrupt(_ host: DemoHost) throws(RunnerError) {
    let kill = try HandlerKill("ingest", waitingFor: "rekindle.welcome_calls", host.rehearsal)
    try approve(host)
    let killed = try kill.strike(host.rehearsal)
    try host.rehearsal.settle()
    let state = try read(host)
    try Promise.keep(
      killed > 0 && state.accounts == 1 && !state.isAnswered && state.welcomes == 0,
      "a kill did not leave the approval half done: \(state)")
    lines.append("\(host.stamp(host.now))\(Self.meera.name) approves \(Self.sam.name)'s request; `ingest` is killed")
    lines.append("  " + text(state))
  }

  /// Approves once more, which changes nothing, and lets the timers work.
  private mutating func finish(_ host: DemoHost) throws(RunnerError) {
    try approve(host)
    for _ in 0..<2 { try host.pass(to: host.now + .minutes(3)) }
    let state = try read(host)
    try Promise.keep(
      state.accounts == 1 && state.users == 1 && state.isAnswered && state.welcomes == 1 && state.calls == 1,
      "the approval was not finished once: \(state)")
    lines.append("\(host.stamp(host.now))approved again, and a few minutes of timers later")
    lines.append("  " + text(state))
  }

  private func approve(_ host: DemoHost) throws(RunnerError) {
    _ = try host.ask(
      "POST", "/api/requests/\(Self.request)/approval",
      ["admin_id": .integer(Self.meera.id), "schedule_call": true])
  }

  private func read(_ host: DemoHost) throws(RunnerError) -> ReadApproval.Row {
    guard let row = try host.rehearsal.rows(ReadApproval(request: Self.request)).first else {
      throw RunnerError(.software, "BROKEN: the request is not approved")
    }
    return row
  }

  private func text(_ state: ReadApproval.Row) -> String {
    "accounts: \(state.accounts), answer taken: \(state.isAnswered ? "yes" : "no"), welcomes: \(state.welcomes), "
      + "calls: \(state.calls), the platform was asked: \(state.asks)"
  }
}
