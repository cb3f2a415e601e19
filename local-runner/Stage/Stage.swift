import Domain
import FunctionContract
import FunctionHost
import Processes

/// Handlers with everything around them on one machine: event bus, gateway, played providers, mailbox and callbacks.
final class Stage: Sendable {
  let handlers: HandlerSet
  let bus: EventBus
  let gateway: Gateway
  let mailbox: Mailbox
  let sink: ProviderSink
  let callbacks: CallbackSender?
  /// Where pages are served, such as `http://127.0.0.1:8080`.
  let address: String
  let environment: [String: String]
  private let gatewayServer: GatewayServer
  private let providerServer: HTTPServer

  /// The database must run; the ports are taken when this returns.
  init(_ workspace: Workspace, _ server: PrivateServer, _ settings: StageSettings) throws(RunnerError) {
    let local = try LocalSettings(workspace)
    mailbox = Mailbox()
    gatewayServer = try GatewayServer(port: settings.gatewayPort, pages: MailboxPages(mailbox))
    let slot = Monitor<CallbackSender?>(nil)
    sink = ProviderSink(
      settings.provider,
      log: try settings.acceptanceLog.map { (path) throws(RunnerError) in try AcceptanceLog(path: path) },
      clock: settings.clock,
      accepted: { [mailbox] message in
        mailbox.add(message)
        slot.read { $0 }?.add(message)
      })
    providerServer = try sink.listen(port: settings.providerPort)
    let providers = "http://127.0.0.1:\(providerServer.port)"
    environment = local.environment(gateway: gatewayServer.address, providers: providers)
    let database = settings.database
    let superuser = try server.url(database: database)
    handlers = try HandlerSet(
      workspace,
      .init(
        mode: settings.mode, databaseURL: { role in (try? server.url(role: role, database: database)) ?? superuser },
        environment: environment,
        usesEventClock: settings.usesEventClock, log: settings.log))
    let bus = EventBus(
      handlers.functions, retry: settings.retry, deadLetters: DeadLetters(folder: workspace.folder + "/dead-letters"),
      workers: settings.workers, report: settings.report)
    self.bus = bus
    let log = settings.log
    let gateway = Gateway(handlers.functions, clock: settings.clock, report: { log("gateway", $0.message) }) {
      for event in $0 { bus.publish(event) }
    }
    self.gateway = gateway
    gatewayServer.open(gateway, bus)
    let address = gatewayServer.address
    self.address = address
    callbacks = settings.callbacks.map { callbacks in
      CallbackSender(
        callbacks, webhookURL: address + "/webhooks", signing: CallbackSigning(local), clock: settings.clock,
        deliver: { gateway.answer($0) })
    }
    slot.withLock { [callbacks] in $0 = callbacks }
  }

  /// Finishes what runs, stops the processes and frees the ports.
  func stop() {
    gatewayServer.stop()
    callbacks?.stop()
    bus.stop()
    handlers.close()
    providerServer.stop()
  }
}
