import Domain
import FunctionContract
import FunctionHost
import Glibc
import JSON

/// `serve`: everything at once, until it is told to stop.
struct ServeCommand: Command {
  static let name = "serve"
  static let summary = "database, gateway, timers, providers and mailbox, until Ctrl-C"
  static let help = """
    local-runner serve [--port P] [--provider-port P] [--no-timers] [--open P] [--click P] [--bounce P] [--json]
                       [provider options]

    Starts the private database, brings it up to date, and serves the handlers' pages, webhooks and queries on loopback.
    Timers fire as the manifests say. Messages go to fake providers: look at them at /mailbox; signed callbacks come
    back. POST /_/events takes a CloudEvent for the bus. SIGINT and SIGTERM finish what runs and stop the
    database that this started.

    --port P            the gateway (8080)
    --provider-port P   the fake providers (8081)
    --no-timers         fire no timers: send `timer.…` events by hand
    --open P, --click P, --bounce P
                        share of emails that are opened, of opened ones clicked, of messages that bounce, from 0 to 1
    --json              print the addresses as JSON when ready
    \(ProviderSettings.help.replacing("\n", with: "\n    "))
    """
  static let valueOptions =
    ["--port", "--provider-port", "--open", "--click", "--bounce"] + ProviderSettings.options
  static let flagOptions = ["--no-timers", "--json"]

  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    _ = try options.words(0...0, "no words")
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let refusal = { (holder: String) in
      "another runner serves this project (process \(holder)): stop it first, or give this one another --root"
    }
    return try FileLock.claiming(workspace.folder + "/serve.lock", orRefuse: refusal) { () throws(RunnerError) in
      try serve(workspace)
    }
  }

  private func serve(_ workspace: Workspace) throws(RunnerError) -> Int32 {
    StopSignal.arm()
    let server = try PrivateServer(workspace)
    let wasRunning = server.isRunning
    try server.start()
    defer { if !wasRunning { try? server.stop() } }
    try Deployment(workspace, server).deploy()
    let stage = try Stage(workspace, server, try stageSettings())
    let timers = options.has("--no-timers") ? nil : try timers(stage)
    announce(stage, databaseURL: try server.url())
    StopSignal.wait()
    Console.note("Stopping: finishing what runs.")
    timers?.stop()
    stage.stop()
    return 0
  }

  private func timers(_ stage: Stage) throws(RunnerError) -> Timers {
    let schedules = stage.handlers.functions.flatMap(\.manifest.consumes.schedule)
    do throws(UnknownTimeZone) { return try Timers(schedules) { stage.bus.publish($0) } } catch {
      throw RunnerError(.configuration, "\(error)")
    }
  }

  private func stageSettings() throws(RunnerError) -> StageSettings {
    var settings = StageSettings()
    settings.gatewayPort = try options.number("--port", in: 0...65_535, else: Address.gatewayPort)
    settings.providerPort = try options.number("--provider-port", in: 0...65_535, else: Address.providerPort)
    settings.provider = try ProviderSettings(options)
    var callbacks = CallbackSettings()
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

  private func announce(_ stage: Stage, databaseURL: String) {
    let keys = stage.environment["DASHBOARD_KEYS"] ?? ""
    if options.has("--json") {
      let ready: JSON = [
        "gateway": .string(stage.address), "mailbox": .string(stage.address + "/mailbox"),
        "providers": .string(stage.providers), "database": .string(databaseURL),
        "dashboardKey": .string(keys),
      ]
      Console.say(ready.text)
      return
    }
    Console.say(
      """
      Rekindle serves at \(stage.address)
        mailbox    \(stage.address)/mailbox
        dashboard  \(stage.address)/dashboard (key: \(keys))
        database   \(databaseURL)
      Ctrl-C stops it.
      """)
  }
}
