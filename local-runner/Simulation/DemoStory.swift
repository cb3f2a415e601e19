import Domain
import FunctionContract
import FunctionHost
import JSON
import Store

/// The chapters of the demo, each with what a person should see.
struct DemoStory {
  /// The title of the campaign about courses.
  private static let campaign = "Course completion reminders"

  private let rehearsal: Rehearsal
  private let folder: String
  private var cast: DemoCast
  private var week: DemoWeek

  init(_ rehearsal: Rehearsal, _ cast: DemoCast, _ week: DemoWeek, folder: String) {
    self.rehearsal = rehearsal
    self.cast = cast
    self.week = week
    self.folder = folder
  }

  static func heading(_ title: String, _ text: String) { Console.say("\n■ \(title)\n  \(text)") }

  mutating func tell(from today: Instant) throws(RunnerError) {
    try cast.agree()
    try DemoBudget.setPrices(rehearsal)
    try silence(today)
    let first = try firstMessage()
    try callbacks()
    if let first { try optOut(first) }
    try weeks(today, quiet: first)
    try sequences(today)
    try dates()
    try budget()
    try week.tell()
    try guardrail()
    try dashboard()
    try figures()
    try promises(today)
  }

  private func silence(_ today: Instant) throws(RunnerError) {
    try rehearsal.run(to: today + .days(1), step: .hours(4))
    let entries = try rehearsal.rows(CountEntries())
    let silent = entries.first { $0.campaign == SampleGenerator.campaign }?.count ?? 0
    let others = entries.filter { $0.campaign != SampleGenerator.campaign }
    DemoStory.heading(
      "Who has gone quiet",
      "\(silent.grouped) learners were silent for three days or more and still have something to finish.")
    if !others.isEmpty {
      Console.say(
        "  Others entered " + others.map { "\($0.campaign) (\($0.count.grouped))" }.joined(separator: ", ") + ".")
    }
  }

  private func firstMessage() throws(RunnerError) -> ReadMessage? {
    let mails = try mail("email")
    DemoStory.heading(
      "The first day's messages", "\(mails.count.grouped) emails about courses went to a fake SendGrid. One of them:")
    guard let message = mails.last?.read(at: rehearsal.stage.address) else { return nil }
    show(message, lines: 14)
    try Files.write(Array((message.html ?? "").utf8), to: folder + "/email.html", mode: 0o644)
    Console.say("  The HTML part: \(folder)/email.html")
    return message
  }

  private func callbacks() throws(RunnerError) {
    let delivered = try count(
      "select count(*)::int as n from rekindle.message_deliveries where delivered_at is not null")
    DemoStory.heading(
      "What the provider reports",
      "\(delivered.grouped) signed `delivered` callbacks were verified and merged into the ledger.")
  }

  /// What a mail program's one-click button does (RFC 8058).
  private func optOut(_ message: ReadMessage) throws(RunnerError) {
    guard let path = message.optOutPath(rehearsal.stage.address) else {
      throw RunnerError(.software, "the email carries no List-Unsubscribe header of this stage")
    }
    var request = HTTPRequest(
      method: "POST", rawPath: path, headers: ["content-type": "application/x-www-form-urlencoded"],
      body: Array("List-Unsubscribe=One-Click".utf8), time: rehearsal.clock.now)
    let answer = rehearsal.stage.gateway.answer(request)
    request.method = "GET"
    request.body = []
    let page = rehearsal.stage.gateway.answer(request)
    try Files.write(page.body, to: folder + "/unsubscribe.html", mode: 0o644)
    let noes = try count("select count(*)::int as n from rekindle.suppressions where lifted_at is null")
    try Promise.keep(
      answer.status == 200 && noes == 1, "an opt-out was answered \(answer.status), suppressions: \(noes)")
    DemoStory.heading(
      "One learner says stop",
      "POST to the List-Unsubscribe address answered \(answer.status); suppressions: \(noes). "
        + "The page for a browser: \(folder)/unsubscribe.html")
  }

  private mutating func weeks(_ today: Instant, quiet: ReadMessage?) throws(RunnerError) {
    let before = try messages(to: quiet)
    for day in 2...15 {
      try cast.act()
      try rehearsal.run(to: today + .days(day), step: .hours(4))
    }
    let more = try messages(to: quiet) - before
    try Promise.keep(more == 0, "the learner who said stop got \(more) more")
    let texts = try mail("sms")
    DemoStory.heading(
      "Two weeks later",
      "\(try mail("email").count.grouped) emails and \(texts.count.grouped) text messages about courses in all; "
        + "none to the learner who said stop. Text messages follow two emails:")
    if let text = texts.last { show(text.read(at: rehearsal.stage.address), lines: 6) }
  }

  /// One learner of each campaign of re-engagement, step by step.
  private func sequences(_ today: Instant) throws(RunnerError) {
    if cast.learners.isEmpty { return }
    DemoStory.heading(
      "Reasons to come back, on three channels",
      "Each of these learners agreed to WhatsApp. After a day of silence a message goes to the next channel.")
    for learner in cast.learners {
      let sequence = try DemoSequence(learner, rehearsal, from: today, stoppedAt: cast.stoppedAt)
      try sequence.check()
      for line in sequence.lines { Console.say("  " + line) }
    }
  }

  private func dates() throws(RunnerError) {
    let lines = try DemoDates(rehearsal).lines
    if lines.isEmpty { return }
    DemoStory.heading("Dates that come", "Who has done already what a reminder is about gets none.")
    for line in lines { Console.say("  " + line) }
  }

  private func budget() throws(RunnerError) {
    var budget = DemoBudget(SampleGenerator.campaign, rehearsal)
    try budget.play()
    DemoStory.heading("A budget that holds", "Each message has a price; an administrator sets what a week may cost.")
    for line in budget.lines { Console.say("  " + line) }
  }

  private func guardrail() throws(RunnerError) {
    var guardrail = DemoGuardrail(SampleGenerator.campaign, title: Self.campaign, rehearsal)
    try guardrail.play()
    DemoStory.heading("A guardrail that acts", "Every five minutes the figures are held against rules.")
    for line in guardrail.lines { Console.say("  " + line) }
  }

  /// What went out about courses on a channel, the newest first.
  private func mail(_ channel: String) throws(RunnerError) -> [Mail] {
    let all = try rehearsal.stage.mailbox?.messages(ReadMail(channel: channel, limit: 1_000_000)) ?? []
    return all.filter { $0.campaign == Self.campaign }
  }

  private func dashboard() throws(RunnerError) {
    let answer = rehearsal.ask("GET", "/dashboard/course-reminders/overview", key: "DASHBOARD_KEYS")
    try Promise.keep(answer.status == 200, "the dashboard answered \(answer.status)")
    DemoStory.heading(
      "The dashboard", "GET /dashboard/course-reminders/overview answered \(answer.status):")
    Console.say("  " + String(decoding: answer.body, as: UTF8.self).trimmed)
  }

  private func figures() throws(RunnerError) {
    let figures = try DemoFigures(rehearsal)
    DemoStory.heading("The figures", "GET /api/analytics?by=campaign, days that are over:")
    try figures.check()
    for line in figures.lines { Console.say("  " + line) }
  }

  private func promises(_ today: Instant) throws(RunnerError) {
    let report = try SimulationReport(rehearsal.connect(), since: today)
    guard report.violations.isEmpty else {
      throw RunnerError(
        .software, report.violations.map { "BROKEN: \($0.rule), \($0.count) times" }.joined(separator: "\n"))
    }
    DemoStory.heading("The promises", "Every cap, gap and order held.")
  }

  private func messages(to message: ReadMessage?) throws(RunnerError) -> Int {
    guard let message else { return 0 }
    return try rehearsal.stage.mailbox?.messages(ReadMail(words: message.to, limit: 1000)).count {
      $0.recipient == message.to && $0.campaign == Self.campaign
    } ?? 0
  }

  private func show(_ message: ReadMessage, lines: Int) {
    let text = message.text.split(separator: "\n", omittingEmptySubsequences: false)
    Console.say("  ┌ To: \(message.toName) \(message.to)")
    if message.html != nil { Console.say("  │ Subject: \(message.subject)\n  │") }
    for line in text.prefix(lines) { Console.say("  │ \(line)") }
    Console.say(text.count > lines ? "  └ …" : "  └")
  }

  private func count(_ sql: String) throws(RunnerError) -> Int {
    let connection = try rehearsal.connect()
    do throws(StoreError) {
      return try connection.texts(sql).first?.first.flatMap { $0 }.flatMap { Int($0) } ?? 0
    } catch {
      throw RunnerError(error)
    }
  }
}

extension ReadMessage {
  /// The path of the opt-out link in the headers, where pages are served at `address`.
  func optOutPath(_ address: String) -> String? {
    let header = headers.first { $0.key.lowercased() == "list-unsubscribe" }?.value
    guard let link = header?.split(separator: ">").first?.dropFirst(), link.hasPrefix(address) else { return nil }
    return String(link.dropFirst(address.count))
  }
}
