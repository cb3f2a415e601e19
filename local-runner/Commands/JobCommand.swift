import Domain
import FunctionContract
import FunctionHost
import Glibc
import JSON

/// `job NAME`: runs one of the named jobs now, or all.
struct JobCommand: Command {
  static let name = "job"
  static let summary = "run a job by name now: reminders, recordings, assignments, payments, leads, debts"
  private static let everything = "all"
  static let manual = Manual(
    words: "[NAME | all]", choices: NamedJob.all.map(\.name) + [everything],
    text: """
      Asks the segment of the job's campaign, plans what is due and sends it, prints how many were sent and failed, and keeps
      a record of the run: GET /api/job-runs and the dashboard's jobs have it. Without a name it lists the jobs, each with its
      campaign, its frequency and its next run. With --mock, or MOCK_MODE=true, messages go to the fake providers and lie in
      the mailbox; without it they go to the providers that the environment sets up. Starts the database where it does not
      run.
      """,
    options: [
      Manual.Option("--mock", nil, "fake providers instead of real ones"),
      Manual.Option("--json", nil, "print what became of the runs as JSON"),
      Manual.Option("--log", nil, "show the handlers' logs on standard error"),
    ],
    exits: [
      (.unavailable, "the database cannot be started or reached"),
      (.configuration, "the job's campaign is not published, or does not run"), (.temporary, "a run did not end well"),
    ])

  private let jobs: [NamedJob]
  private let isList: Bool
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    let words = try options.words(0...1, "the name of a job, or all")
    self.options = options
    let isList = words.isEmpty
    self.isList = isList
    jobs = NamedJob.all.filter { isList || words[0] == Self.everything || words[0] == $0.name }
    if jobs.isEmpty { throw options.unknown(words[0], among: Self.manual.choices) }
  }

  func run() throws(RunnerError) -> Int32 {
    if isList { return list() }
    let workspace = try Workspace(options)
    let server = try PrivateServer(workspace)
    try server.start()
    try Deployment(workspace, server).deploy()
    var settings = StageSettings()
    settings.usesFakes = isMock
    settings.publicURL = ServeLock(workspace).address ?? Address.gateway
    settings.retry = RetrySchedule(delays: [.seconds(1)])
    if !options.has("--log") { settings.log = { _, _ in } }
    let runner = try JobRunner(workspace, server, settings)
    defer { runner.stop() }
    var outcomes: [JobOutcome] = []
    for job in jobs {
      let outcome = try runner.run(job)
      if !options.has("--json") { Console.say(outcome.line) }
      outcomes.append(outcome)
    }
    if options.has("--json") { Console.say(JSON.array(outcomes.map(\.json)).text) }
    let errors = outcomes.compactMap(\.error)
    if errors.isEmpty { return 0 }
    return (errors.allSatisfy { $0.type.hasPrefix("Job.") } ? ExitCode.configuration : .temporary).rawValue
  }

  private var isMock: Bool {
    options.has("--mock")
      || getenv("MOCK_MODE").map { ["1", "true"].contains(String(cString: $0).lowercased()) } == true
  }

  private func list() -> Int32 {
    let now = WallClock.now
    Console.say("\(jobs.count) jobs")
    for job in jobs {
      Console.say("  \(job.name)  \(job.campaign)  \(job.frequency)  next \(job.nextRun(after: now).minuteUTC)")
    }
    return 0
  }
}
