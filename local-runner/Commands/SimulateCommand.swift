import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes
import Store

/// `simulate`: what would be sent, on a clock that runs ahead.
struct SimulateCommand: Command {
  static let name = "simulate"
  static let summary = "rehearse days in seconds: who would be written to, when, and why not"
  static let manual = Manual(
    text: """
      Copies the database, lets the platform live day by day (activity, progress, completions, withdrawals and the ends of
      courses become visible as virtual time passes), and runs the real handlers against fake providers: timers as the manifests
      say, ticks whenever something is due. Tells who would be written to, when and about what, who would not and why, and checks
      every cap and gap. What is of use for less than a step, such as a reminder a quarter of an hour before a session, needs a
      shorter --step to be seen.
      """,
    options: [
      Manual.Option("--days", "N", "how many days (30)"),
      Manual.Option("--from", "DATE", "the first day (today)"),
      Manual.Option("--step", "SPAN", "the shortest time between two ticks (60m)"),
      Manual.Option("--who", "N", "how many learners are named (10; with --json all)"),
      Manual.Option("--learner", "WORDS", "tell one learner's messages: an id, an address or part of a name"),
      Manual.Option("--keep", nil, "leave the database rekindle_simulation for a look"),
      Manual.Option("--json", nil, "print all of it as JSON"),
    ] + ProviderSettings.options,
    exits: [
      (.software, "a promise is broken"), (.unavailable, "the database cannot be started or reached"),
      (.configuration, "there are no learners or no campaign to simulate"),
    ])
  private static let database = "rekindle_simulation"

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let days = try options.number("--days", in: 1...400, else: 30)
    let workspace = try Workspace(options)
    let server = try PrivateServer(workspace)
    try server.start()
    try Deployment(workspace, server).deploy()
    let start = try Rehearsal.start(server.connection(), wished: options.date("--from"))
    try server.copyDatabase(PrivateServer.database, to: Self.database)
    defer { if !options.has("--keep") { try? server.dropDatabase(Self.database) } }
    let began = Monotonic.now
    let rehearsal = try Rehearsal(
      workspace, server, database: Self.database, from: start, keepsMail: false,
      provider: try ProviderSettings(options))
    defer { rehearsal.stop() }
    try play(rehearsal, from: start, days: days)
    let all = 1_000_000
    let report = try SimulationReport(
      rehearsal.connect(), since: start,
      listed: try options.number("--who", in: 0...all, else: options.has("--json") ? all : 10),
      learner: options.text("--learner"))
    if options.has("--json") {
      Console.say(report.json.text)
    } else {
      for line in report.lines { Console.say(line) }
      let seconds = (Monotonic.now - began).microseconds / 100_000
      Console.say(
        "\(days) days from \(start.utcDate) in \(seconds / 10).\(seconds % 10) s, \(rehearsal.stops) stops, "
          + "\(rehearsal.stage.sink.messages.grouped) messages taken by the fake providers.")
    }
    let allowed = rehearsal.stage.environment[CourseLinks.setting] ?? ""
    if let advice = try CourseLinks(rehearsal.connect(), allowed: allowed).advice { Console.note("Note: \(advice).") }
    return report.violations.isEmpty ? 0 : ExitCode.software.rawValue
  }

  private func play(_ rehearsal: Rehearsal, from start: Instant, days: Int) throws(RunnerError) {
    var progress = Progress("simulate")
    let step = try options.span("--step", else: .hours(1))
    let isForProgram = options.has("--json")
    try rehearsal.run(to: start + .days(days), step: step) { time in
      if isForProgram { return }
      let share = Double((time - start).microseconds) / Double(Instant.Span.days(days).microseconds)
      progress.show(share, "\(time.utcDate), \(rehearsal.stage.sink.messages.grouped) messages")
    }
    if !isForProgram { progress.finish("\(days) days, \(rehearsal.stage.sink.messages.grouped) messages") }
  }
}
