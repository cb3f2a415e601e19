import Domain
import FunctionContract
import FunctionHost
import JSON

/// `serve`: everything at once, until it is told to stop.
struct ServeCommand: Command {
  static let name = "serve"
  static let summary = "database, gateway, timers, providers and mailbox, until Ctrl-C"
  static let manual = Manual(
    text: """
      Starts the private database, brings it up to date, and serves the handlers' pages, webhooks and queries on loopback.
      Timers fire as the manifests say. Messages go to fake providers: look at them at /mailbox; signed callbacks come
      back. Let time pass with the buttons there or with `local-runner advance`. POST /_/events takes a CloudEvent for the bus.
      SIGINT and SIGTERM finish what runs and stop the database that this started.
      """,
    options: [
      Manual.Option("--port", "P", "the gateway (8080)"),
      Manual.Option("--provider-port", "P", "the fake providers (8081)"),
      Manual.Option("--no-timers", nil, "fire no timers: send `timer.…` events by hand"),
      Manual.Option("--open", "P", "share of emails that are opened, from 0 to 1"),
      Manual.Option("--click", "P", "share of opened emails whose link is followed"),
      Manual.Option("--bounce", "P", "share of messages that bounce"),
      Manual.Option("--log", nil, "show all of the handlers' logs, not their warnings alone"),
      Manual.Option("--json", nil, "print the addresses as JSON when ready"),
    ] + ProviderSettings.options,
    exits: [
      (.unavailable, "a port is taken, or the database cannot be started"),
      (.temporary, "another runner serves this project"),
    ])

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let lock = ServeLock(workspace)
    return try lock.alone { () throws(RunnerError) in try serve(workspace, lock) }
  }

  private func serve(_ workspace: Workspace, _ lock: ServeLock) throws(RunnerError) -> Int32 {
    StopSignal.arm()
    let server = try PrivateServer(workspace)
    let wasRunning = server.isRunning
    try server.start()
    defer { if !wasRunning { try? server.stop() } }
    let deployment = Deployment(workspace, server)
    try deployment.deploy()
    let stage = try Stage(workspace, server, try stageSettings())
    let live = try LiveStage(
      stage, database: server.settings(), firesTimers: !options.has("--no-timers"))
    stage.open(stage.mailbox.map { RunnerPages(live, $0) })
    try lock.tell(stage.address)
    try announce(stage, server, deployment)
    StopSignal.wait()
    Console.note("Stopping: finishing what runs.")
    live.stop()
    stage.stop()
    return 0
  }

  private func stageSettings() throws(RunnerError) -> StageSettings {
    var settings = StageSettings()
    settings.gatewayPort = try options.number("--port", in: 0...65_535, else: Address.gatewayPort)
    settings.providerPort = try options.number("--provider-port", in: 0...65_535, else: Address.providerPort)
    settings.provider = try ProviderSettings(options)
    settings.mode = .warm
    if !options.has("--log") {
      settings.log = { _, line in if !line.contains(#""severity":"INFO""#) { Console.note(line) } }
    }
    var callbacks = CallbackSettings(delay: .seconds(0))
    callbacks.opened = try options.share("--open")
    callbacks.clicked = try options.share("--click")
    callbacks.bounced = try options.share("--bounce")
    settings.callbacks = callbacks
    settings.report = { report in
      if case .parked(let file?) = report.decision {
        Console.complain("\(report.function) gave up on \(report.event.type): see \(file)")
      }
    }
    return settings
  }

  private func announce(
    _ stage: Stage, _ server: PrivateServer, _ deployment: Deployment
  ) throws(RunnerError) {
    let keys = stage.environment["DASHBOARD_KEYS"] ?? ""
    let database = try server.url()
    if options.has("--json") {
      let ready: JSON = [
        "gateway": .string(stage.address), "mailbox": .string(stage.address + "/mailbox"),
        "providers": .string(stage.providers), "database": .string(database),
        "dashboardKey": .string(keys), "now": .string(stage.clock.now.rfc3339),
      ]
      Console.say(ready.text)
      return
    }
    let ahead = stage.clock.ahead.inWords
    let note = ahead.isEmpty ? "" : ", \(ahead) ahead of yours: `local-runner database reset` begins anew"
    Console.say(
      """
      Rekindle serves at \(stage.address)
        mailbox    \(stage.address)/mailbox
        dashboard  \(stage.address)/dashboard (key: \(keys))
        database   \(database)
        clock      \(stage.clock.now.minuteUTC)\(note)
      """)
    for hint in try hints(stage, deployment) { Console.say("  " + hint) }
    Console.say("Ctrl-C stops it.")
  }

  /// What is still to do before a message can go out.
  private func hints(_ stage: Stage, _ deployment: Deployment) throws(RunnerError) -> [String] {
    guard let outlook = try stage.mailbox?.outlook() else { return [] }
    var hints: [String] = []
    if !outlook.hasLearners {
      hints.append("No learners yet: `local-runner sample` makes some up, `local-runner import DIR` loads yours.")
    }
    if !outlook.hasCampaigns { hints.append("No campaign is published yet: `local-runner publish`.") }
    if outlook.hasLearners, outlook.hasCampaigns {
      hints.append("Let time pass with the buttons of the mailbox, or `local-runner advance 1d` beside this.")
    }
    return hints
  }
}
