import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes
import Store

/// `demo`: the whole story in half a minute.
struct DemoCommand: Command {
  static let name = "demo"
  static let summary = "watch learners go from silence to messages on three channels, opt-outs, goals and figures"
  static let manual = Manual(
    text: """
      Fills the database with generated learners and lets the real handlers work on a clock that runs ahead: detection, ticks,
      messages to fake providers, their signed callbacks, opt-outs, the dashboard's answer; and follows one learner of each
      campaign of re-engagement through its steps on three channels to its goal. Then a week of a course platform: a session
      that moves, an assignment, closed direct messages, a lead. At the end a guardrail pauses a campaign. Whatever it says is checked.
      Rendered messages are left in .rekindle/demo/. All of it stays in the database for `serve`, which goes on where the story
      ends. Where the database holds learners of your own, the demo plays in another one and removes that.
      """,
    options: [
      Manual.Option("--learners", "N", "how many learners (200)")
    ],
    exits: [
      (.unavailable, "the database cannot be started or reached"), (.software, "a promise was broken"),
      (.temporary, "`serve` runs: stop it first"),
    ])
  /// Where the story plays while the project's database holds learners of its own.
  private static let spareDatabase = "rekindle_demo"

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    return try ServeLock(workspace).alone { () throws(RunnerError) in
      let server = try PrivateServer(workspace)
      let wasRunning = server.isRunning
      try server.start()
      defer { if !wasRunning { try? server.stop() } }
      if try hasOwnLearners(server) {
        Console.say("The database holds learners of your own, which stay: the demo plays in another one.")
        defer { try? server.dropDatabase(Self.spareDatabase) }
        try play(workspace, server, Self.spareDatabase, next: "your database is as it was")
      } else {
        let next = "`.build/release/local-runner serve`, then open \(Address.gateway)/mailbox: all of this is there"
        try play(workspace, server, PrivateServer.database, next: next)
      }
      return 0
    }
  }

  private func play(
    _ workspace: Workspace, _ server: PrivateServer, _ database: String, next: String
  ) throws(RunnerError) {
    let began = Monotonic.now
    let count = try options.number("--learners", in: 20...100_000, else: 200)
    try server.makeDatabase(database)
    let deployment = Deployment(workspace, server, database: database)
    try deployment.deploy()
    let campaigns = Set(FileReader.names(in: workspace.root + "/campaigns"))
    try deployment.publishSampleCampaigns("campaigns")
    let today = WallClock.now.startOfDay
    let activities = try fill(workspace, try server.connection(database: database), count, today)
    DemoStory.heading(
      "A learning platform", "\(count) learners with \(activities.grouped) activities around \(today.utcDate).")
    let rehearsal = try Rehearsal(
      workspace, server, database: database, from: today, keepsMail: true,
      handlers: ["REKINDLE_ALERT_EMAILS": DemoGuardrail.operators])
    defer { rehearsal.stop() }
    try Files.makeFolder(workspace.folder + "/demo")
    let settings = try LocalSettings(workspace)
    let learners = DemoLearner.all.filter { campaigns.contains($0.campaign) }
    var story = DemoStory(
      rehearsal, DemoCast(learners, rehearsal, settings),
      DemoWeek(rehearsal, settings, campaigns: campaigns), folder: workspace.folder + "/demo")
    try story.tell(from: today)
    try RunnerSchema.keepClock(rehearsal.clock.ahead, try rehearsal.connect())
    let seconds = (Monotonic.now - began).microseconds / 100_000
    Console.say("\nDone in \(seconds / 10).\(seconds % 10) s. Next: \(next).")
  }

  private func fill(
    _ workspace: Workspace, _ connection: borrowing Connection, _ learners: Int, _ today: Instant
  ) throws(RunnerError) -> Int {
    var generator = SampleGenerator(seed: 1, today: today)
    let activities = try SampleLoader(workspace).load(generator.generate(learners: learners), connection)
    do throws(StoreError) {
      _ = try connection.texts("select invented.make_cast($1::timestamptz)", [.instant(today)])
    } catch {
      throw RunnerError(error)
    }
    return activities
  }

  private func isThere(_ relation: String, _ connection: borrowing Connection) throws(StoreError) -> Bool {
    try connection.texts("select to_regclass($1)::text", [.text(relation)]).first?.first ?? nil != nil
  }

  /// Whether the database holds a learner, or a lead, that was not generated.
  private func hasOwnLearners(_ server: PrivateServer) throws(RunnerError) -> Bool {
    let connection = try server.connection()
    do throws(StoreError) {
      guard try isThere("lms.people", connection) else { return false }
      let leads =
        try isThere("lms.imported_leads", connection)
        ? "and user_id not in (select i.user_id from lms.imported_leads i where i.import_batch_id = '\(LeadThatAnswers.list)')"
        : ""
      return try !connection.texts(
        "select from lms.people where kind <> 'group' and user_id not between \(SampleGenerator.learners.lowerBound) and "
          + "\(SampleGenerator.learners.upperBound) \(leads) limit 1"
      ).isEmpty
    } catch {
      throw RunnerError(error)
    }
  }
}
