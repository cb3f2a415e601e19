import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes
import Store

/// `demo`: the whole story in half a minute.
struct DemoCommand: Command {
  static let name = "demo"
  static let summary = "watch learners go from silence to a message, a callback, an opt-out and a dashboard"
  static let help = """
    local-runner demo [--learners N]

    Makes a database of its own with generated learners and lets the real handlers work on a clock that runs ahead:
    detection, ticks, emails and text messages to the played providers, their signed callbacks, one learner's opt-out, the
    dashboard's answer. Rendered messages are left in .rekindle/demo/. Stops what it started.

    --learners N   how many learners (400)
    """
  static let valueOptions = ["--learners"]
  private static let database = "rekindle_demo"

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let began = Monotonic.now
    let learners = try options.number("--learners", in: 20...100_000, else: 400)
    let workspace = try Workspace(options)
    let server = try PrivateServer(workspace)
    let wasRunning = server.isRunning
    try server.start()
    defer { if !wasRunning { try? server.stop() } }
    try server.makeDatabase(Self.database)
    defer { try? server.dropDatabase(Self.database) }
    try Deployment(workspace, server, database: Self.database).deploy()
    let today = WallClock.now.startOfDay
    let activities = try fill(workspace, server, learners, today)
    DemoStory.heading(
      "A learning platform", "\(learners) learners with \(activities.grouped) activities around \(today.utcDate).")
    let rehearsal = try Rehearsal(workspace, server, database: Self.database, from: today)
    defer { rehearsal.stop() }
    let story = DemoStory(rehearsal, folder: workspace.folder + "/demo")
    try Files.makeFolder(workspace.folder + "/demo")
    try story.tell(from: today)
    let seconds = (Monotonic.now - began).microseconds / 100_000
    Console.say(
      "\nDone in \(seconds / 10).\(seconds % 10) s. Next: `local-runner serve`, then open \(Address.gateway)/mailbox.")
    return 0
  }

  private func fill(
    _ workspace: Workspace, _ server: PrivateServer, _ learners: Int, _ today: Instant
  ) throws(RunnerError) -> Int {
    let connection = try server.connection(database: Self.database)
    var generator = SampleGenerator(seed: 1, today: today)
    return try SampleLoader(workspace).load(generator.generate(learners: learners), connection)
  }
}
