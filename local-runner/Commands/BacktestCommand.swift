import Domain
import FunctionContract
import FunctionHost
import JSON

/// `backtest CAMPAIGN`: what a campaign would have done in the past, and how long an experiment with it takes.
struct BacktestCommand: Command {
  static let name = "backtest"
  static let summary = "ask a campaign about past days: whom it would have written to, and who came back alone"
  static let manual = Manual(
    words: "CAMPAIGN",
    text: """
      Copies the database, publishes the campaign in the copy (a folder, or the name of one in campaigns/) and asks its segment on
      each past day, with what was known then: rows of later days are not there. Tells how many pairs it would have written to, how
      many of them reached the goal or were active again without it, what its messages cost, and how many weeks a comparison group
      of 5, 10 or 20 % takes to show 1, 2, 5 or 10 points more. What keeps no history is named. Nothing in the database changes.
      """,
    options: [
      Manual.Option("--from", "DATE", "the first day (182 days before the last)"),
      Manual.Option("--to", "DATE", "the last day (today)"),
      Manual.Option("--window", "DAYS", "how long each entry is looked at (the goal's `within`, else 28)"),
      Manual.Option("--json", nil, "print all of it as JSON"),
    ],
    exits: [
      (.badEvent, "the campaign has faults, or there is none of this name"),
      (.unavailable, "the database cannot be started or reached, or a day took more than two minutes"),
      (.configuration, "the segment names nobody on these days"),
    ])

  private let wanted: String
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    wanted = try options.words(1...1, "a campaign's folder or name")[0]
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let server = try PrivateServer(workspace)
    try server.start()
    try Deployment(workspace, server).deploy()
    let now = WallClock.now + (try RunnerSchema.readClock(server.connection()))
    let to = try options.date("--to") ?? now.startOfDay
    let from = try options.date("--from") ?? to + .days(-182)
    guard from <= to, to - from <= .days(3660) else {
      throw RunnerError.usage("--from is before --to, by ten years at most", Self.name)
    }
    defer { try? server.dropDatabase(PastCopy.name) }
    let past = try PastCopy(workspace, server, of: wanted)
    let own = past.campaign.goalWithin.map { max(1, $0.seconds / 86_400) } ?? 28
    let test = try Backtest(
      past, from: from, to: to, window: try options.number("--window", in: 1...365, else: own), now: now)
    guard test.inflow.pairs > 0 else {
      throw RunnerError(
        .configuration,
        "\(past.campaign.slug) names nobody from \(from.utcDate) to \(to.utcDate): choose days of which there are data, with --from and --to"
      )
    }
    let report = BacktestReport(test)
    if options.has("--json") { Console.say(report.json.text) } else { report.lines.forEach(Console.say) }
    return 0
  }
}
