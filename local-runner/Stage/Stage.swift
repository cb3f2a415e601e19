import Domain
import FunctionContract
import FunctionHost
import Processes
import Store

/// Handlers with everything around them on one machine: event bus, gateway, fake providers, mailbox and callbacks.
final class Stage: Sendable {
  let handlers: HandlerSet
  let bus: EventBus
  let gateway: Gateway
  /// nil where no mail is kept.
  let mailbox: Mailbox?
  let clock: StageClock
  let sink: ProviderSink
  let callbacks: CallbackSender?
  /// Where pages are served for the readers of messages, such as `http://127.0.0.1:8080`.
  let address: String
  /// Where requests are taken, once the stage is open.
  let entrance: String
  /// Where messages are taken.
  let providers: String
  let environment: [String: String]
  private let gatewayServer: GatewayServer
  private let providerServer: HTTPServer

  /// The database must run; the ports are taken when this returns.
  init(_ workspace: Workspace, _ server: PrivateServer, _ settings: StageSettings) throws(RunnerError) {
    let local = try LocalSettings(workspace)
    let superuser = try server.url(database: settings.database)
    gatewayServer = try GatewayServer(port: settings.gatewayPort)
    entrance = gatewayServer.address
    address = settings.publicURL ?? entrance
    let clock: StageClock
    if let given = settings.clock {
      clock = given
    } else {
      clock = StageClock(ahead: try Stage.ahead(server, settings.database))
    }
    self.clock = clock
    let mailbox =
      settings.keepsMail
      ? Mailbox(ConnectionSettings(url: superuser, applicationName: "local-runner mailbox"), gateway: address) : nil
    self.mailbox = mailbox
    let slot = Monitor<CallbackSender?>(nil)
    sink = ProviderSink(
      settings.provider,
      log: try settings.acceptanceLog.map { (path) throws(RunnerError) in try AcceptanceLog(path: path) },
      clock: { clock.now },
      accepted: { message in
        mailbox?.add(message)
        slot.read { $0 }?.add(message)
      })
    providerServer = try sink.listen(port: settings.providerPort)
    providers = "http://127.0.0.1:\(providerServer.port)"
    environment = local.environment(gateway: address, providers: settings.usesFakes ? providers : nil)
      .merging(settings.handlers) { $1 }
    let database = settings.database
    handlers = try HandlerSet(
      workspace,
      .init(
        mode: settings.mode, databaseURL: { role in (try? server.url(role: role, database: database)) ?? superuser },
        environment: environment, usesEventClock: true, log: settings.log))
    let log = settings.log
    let report = settings.report
    let platform = ConnectionSettings(url: superuser, applicationName: "local-runner platform")
    let trials = TrialDesk(database: platform)
    let gatewaySlot = Monitor<Gateway?>(nil)
    let accounts = AccountDesk(
      database: platform, secret: local["REKINDLE_EVENT_SECRETS"].split(separator: ":").last.map(String.init) ?? ""
    ) { request in
      gatewaySlot.read { $0 }?.answer(request) ?? HTTPResponse(status: 503)
    }
    let bus = EventBus(
      handlers.functions, retry: settings.retry, deadLetters: DeadLetters(folder: workspace.folder + "/dead-letters"),
      workers: settings.workers
    ) { event in
      if case .unrouted = event.decision, let fault = trials.hear(event.event) ?? accounts.hear(event.event) {
        log("platform", fault)
      }
      report(event)
    }
    self.bus = bus
    let gateway = Gateway(handlers.functions, clock: { clock.now }, report: { log("gateway", $0.message) }) {
      for event in $0 { bus.publish(event) }
    }
    self.gateway = gateway
    gatewaySlot.withLock { [gateway] in $0 = gateway }
    let webhookURL = address + "/webhooks"
    callbacks = settings.callbacks.map { callbacks in
      CallbackSender(
        callbacks, webhookURL: webhookURL, secrets: local, clock: { clock.now },
        deliver: { gateway.answer($0) })
    }
    slot.withLock { [callbacks] in $0 = callbacks }
  }

  /// Answers requests from now on.
  func open(_ pages: RunnerPages?) { gatewayServer.open(gateway, bus, pages, clock) }

  /// Waits until all that was published is done and what providers report of it is told, without their delay; throws where that
  /// is not so after `patience`, since time must not pass meanwhile.
  func settle(within patience: Instant.Span) throws(RunnerError) {
    let deadline = Monotonic.now + patience
    var isDone = bus.waitUntilIdle(until: deadline)
    callbacks?.hurry()
    isDone = callbacks?.waitUntilIdle(until: deadline) != false && isDone
    if !isDone {
      throw RunnerError(
        .unavailable,
        "at \(clock.now.rfc3339) the handlers are still at work after \(patience.microseconds / 60_000_000) minutes: "
          + "look into the database for a statement that does not end, or begin with fewer learners")
    }
  }

  /// Finishes what runs, stops the processes and frees the ports.
  func stop() {
    gatewayServer.stop()
    callbacks?.stop()
    bus.stop()
    handlers.close()
    providerServer.stop()
    mailbox?.stop()
  }

  private static func ahead(_ server: PrivateServer, _ database: String) throws(RunnerError) -> Instant.Span {
    let connection = try server.connection(database: database)
    try RunnerSchema.make(connection)
    return try RunnerSchema.readClock(connection)
  }
}
