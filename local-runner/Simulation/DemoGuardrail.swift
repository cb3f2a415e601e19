import Domain
import FunctionContract
import FunctionHost
import JSON

/// A guardrail that pauses a campaign, and the mail that says so.
struct DemoGuardrail {
  /// Who is told in the demo.
  static let operators = "operators@example.org"
  private static let rule = "demo_opt_outs"
  private static let least = 3

  private let campaign: String
  private let title: String
  private let rehearsal: Rehearsal
  private(set) var lines: [String] = []

  init(_ campaign: String, title: String, _ rehearsal: Rehearsal) {
    self.campaign = campaign
    self.title = title
    self.rehearsal = rehearsal
  }

  /// Waits for a day with enough messages, lets every fifth of its readers say stop, and sees the campaign paused.
  mutating func play() throws(RunnerError) {
    try makeRule()
    var mails = try mailsOfTheDay()
    for _ in 0..<60 where mails.count < Self.least {
      try pass(.hours(4))
      mails = try mailsOfTheDay()
    }
    try Promise.keep(mails.count >= Self.least, "on no day \(Self.least) people got an email of \(campaign)")
    let leaving = mails.prefix(mails.count / 5 + 1)
    for mail in leaving { try sayStop(mail.read(at: rehearsal.stage.address)) }
    lines.append("\(leaving.count) of \(mails.count) people who got an email of \(campaign) today say stop.")
    try pass(.minutes(10))
    try check()
  }

  private func makeRule() throws(RunnerError) {
    let answer = rehearsal.ask(
      "POST", "/api/guardrails", key: "ADMIN_KEYS",
      body: [
        "name": .string(Self.rule), "metric": "opt_out_percent", "scope": "campaign", "subject": .string(campaign),
        "least_count": .integer(Self.least), "threshold": 5, "action": "pause",
      ])
    try Promise.keep(answer.status == 200, "a guardrail was answered \(answer.status)")
  }

  private mutating func check() throws(RunnerError) {
    let answer = rehearsal.ask("GET", "/api/campaigns/\(campaign)", key: "ADMIN_KEYS")
    let status = (try? JSON.parse(answer.body))?["status"]?.string ?? "?"
    try Promise.keep(status == "paused", "\(campaign) is \(status) after a guardrail was crossed")
    let mail = try mails(ReadMail(words: Self.rule, channel: "email", limit: 10)).first
    guard let told = mail?.read(at: rehearsal.stage.address), told.to == Self.operators else {
      throw RunnerError(.software, "BROKEN: no operator was told that \(campaign) is paused")
    }
    let words = told.text.split(separator: "\n").filter { $0.hasPrefix("Figure") || $0.hasPrefix("Threshold") }
    lines += ["A mail to \(told.to): “\(told.subject)”"] + words.map { "  \($0)" }
    lines.append("\(campaign) is \(status) until a person resumes it; /dashboard/incidents has it all.")
  }

  /// Emails of the campaign in the last day, one a reader.
  private func mailsOfTheDay() throws(RunnerError) -> [Mail] {
    let since = rehearsal.clock.now - .hours(23)
    var seen: Set<String> = []
    return try mails(ReadMail(channel: "email", limit: 1_000_000)).filter {
      $0.campaign == title && $0.acceptedAt > since && seen.insert($0.recipient).inserted
    }
  }

  private func mails(_ wanted: ReadMail) throws(RunnerError) -> [Mail] {
    try rehearsal.stage.mailbox?.messages(wanted) ?? []
  }

  private func sayStop(_ message: ReadMessage) throws(RunnerError) {
    guard let path = message.optOutPath(rehearsal.stage.address) else {
      throw RunnerError(.software, "the email carries no List-Unsubscribe header of this stage")
    }
    let answer = rehearsal.stage.gateway.answer(
      HTTPRequest(
        method: "POST", rawPath: path, headers: ["content-type": "application/x-www-form-urlencoded"],
        body: Array("List-Unsubscribe=One-Click".utf8), time: rehearsal.clock.now))
    try Promise.keep(answer.status == 200, "an opt-out was answered \(answer.status)")
  }

  private func pass(_ span: Instant.Span) throws(RunnerError) {
    try rehearsal.run(to: rehearsal.clock.now + span, step: span)
  }
}
