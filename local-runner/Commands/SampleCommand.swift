import Domain
import FunctionContract
import FunctionHost
import JSON

/// `sample`: generated learners.
struct SampleCommand: Command {
  static let name = "sample"
  static let summary = "generate believable learners: the same for the same seed and day"
  static let manual = Manual(
    text: """
      Fills the host tables with generated learners in the place of earlier generated ones: names, zones, courses, comings
      and goings from 45 days before the date to 60 days after it, drop-outs, withdrawals and completions. What lies after
      now is invisible to detection; `simulate` plays it. Publishes campaigns/course-completion where no campaign is. Starts the
      database where it does not run.
      """,
    options: [
      Manual.Option("--learners", "N", "how many (2000)"),
      Manual.Option("--seed", "N", "the random numbers' seed (1)"),
      Manual.Option("--date", "DATE", "the day that they live around (today)"),
      Manual.Option("--json", nil, "print the counts as JSON"),
    ],
    exits: [(.unavailable, "the database cannot be started or reached")])

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let learners = try options.number("--learners", in: 1...1_000_000, else: 2000)
    let seed = try options.number("--seed", in: 0...Int.max, else: 1)
    let server = try PrivateServer(workspace)
    try server.start()
    let deployment = Deployment(workspace, server)
    try deployment.deploy()
    try deployment.publishSampleCampaigns("campaigns/" + SampleGenerator.campaign)
    let connection = try server.connection()
    try PlatformViews(connection).refuse(SampleLoader.tables)
    let now = WallClock.now + (try RunnerSchema.readClock(connection))
    let today = try options.date("--date") ?? now.startOfDay
    var generator = SampleGenerator(seed: UInt64(seed), today: today)
    let activities = try SampleLoader(workspace).load(generator.generate(learners: learners), connection)
    try Platform(connection).play(until: now, connection)
    if options.has("--json") {
      Console.say(JSON.object(["learners": .integer(learners), "activities": .integer(activities)]).text)
    } else {
      Console.say(
        "\(learners.grouped) learners with \(activities.grouped) activities around \(today.utcDate). "
          + "Next: `local-runner serve`, or `local-runner simulate`.")
    }
    return 0
  }
}
