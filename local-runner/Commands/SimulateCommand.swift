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
  static let help = """
    local-runner simulate [--days N] [--from YYYY-MM-DD] [--step SPAN] [--keep] [--json] [provider options]

    Copies the database, lets the platform live day by day (activity, progress, completions, withdrawals and the ends of
    courses become visible as virtual time passes), and runs the real handlers against fake providers: detection daily,
    ticks whenever something is due. Prints the messages by day, channel and reason, and checks every cap and gap:
    exit code 70 where a promise is broken.

    --days N      how many days (30)
    --from DATE   the first day (today)
    --step SPAN   the shortest time between two ticks (60m)
    --keep        leave the database rekindle_simulation for a look
    --json        print the table as JSON
    \(ProviderSettings.help.replacing("\n", with: "\n    "))
    """
  static let valueOptions = ["--days", "--from", "--step"] + ProviderSettings.options
  static let flagOptions = ["--keep", "--json"]
  private static let database = "rekindle_simulation"

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let days = try options.number("--days", in: 1...400, else: 30)
    let start = try options.date("--from") ?? WallClock.now.startOfDay
    let workspace = try Workspace(options)
    let server = try PrivateServer(workspace)
    try server.start()
    try Deployment(workspace, server).deploy()
    try server.makeDatabase(Self.database, copyOf: PrivateServer.database)
    defer { if !options.has("--keep") { try? server.dropDatabase(Self.database) } }
    let began = Monotonic.now
    let rehearsal = try Rehearsal(
      workspace, server, database: Self.database, from: start, provider: try ProviderSettings(options))
    defer { rehearsal.stop() }
    try play(rehearsal, from: start, days: days)
    let report = try SimulationReport(rehearsal.connect(), since: start)
    if options.has("--json") {
      Console.say(report.json.text)
    } else {
      for line in report.lines { Console.say(line) }
      let seconds = (Monotonic.now - began).microseconds / 100_000
      Console.say(
        "\(days) days from \(start.utcDate) in \(seconds / 10).\(seconds % 10) s, \(rehearsal.ticks) ticks, "
          + "\(rehearsal.stage.sink.messages.grouped) messages taken by the fake providers.")
    }
    let allowed = rehearsal.stage.environment[LinkHosts.setting] ?? ""
    if let advice = try LinkHosts(rehearsal.connect(), allowed: allowed).advice { Console.note("Note: \(advice).") }
    return report.violations.isEmpty ? 0 : ExitCode.software.rawValue
  }

  private func play(_ rehearsal: Rehearsal, from start: Instant, days: Int) throws(RunnerError) {
    var progress = Progress("simulate")
    let step = try options.span("--step", else: .hours(1))
    for day in 0..<days {
      progress.show("\((start + .days(day)).utcDate), \(rehearsal.stage.sink.messages.grouped) messages")
      try rehearsal.run(from: start + .days(day), to: start + .days(day + 1), step: step)
    }
    progress.finish("\(days) days, \(rehearsal.stage.sink.messages.grouped) messages")
  }
}
