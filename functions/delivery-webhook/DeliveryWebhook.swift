import Callbacks
import Channels
import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import StoreShell

/// Takes what providers report: verified over the raw bytes first, merged into the ledger, acknowledged after the commit.
@main
struct DeliveryWebhook: FunctionHandler, ~Copyable {
  static let name = "delivery-webhook"

  /// To a provider's name, by the methods with which it calls.
  private let routes: Routes<String>
  /// By their providers' names, those that have their settings here.
  private let readers: [String: any CallbackReader]
  private let brand: String
  private let inquirer: Inquirer
  private var database: Database

  static func main() { FunctionShell.run(DeliveryWebhook.self) }

  init(environment: Environment) throws(HandlerFailure) {
    try self.init(environment: environment, providers: CallbackReaders.all)
  }

  init(environment: Environment, providers: [any CallbackReader.Type]) throws(HandlerFailure) {
    let url = try environment.require("DATABASE_URL")
    _ = try environment.require("REKINDLE_ENVIRONMENT")
    let readers = try DeliveryWebhook.readers(of: providers, Settings(environment.values))
    let inquirer = try Inquirer()
    routes = DeliveryWebhook.routes(of: providers)
    self.readers = readers
    self.inquirer = inquirer
    brand = environment["REKINDLE_SENDER_NAME"] ?? "This number"
    database = Database(ConnectionSettings(url: url, applicationName: DeliveryWebhook.name))
  }

  private static func routes(of providers: [any CallbackReader.Type]) -> Routes<String> {
    Routes(
      providers.flatMap { provider in
        provider.methods.compactMap { Route(method: $0, path: "/webhooks/\(provider.provider)") }
          .map { ($0, provider.provider) }
      })
  }

  private static func readers(
    of providers: [any CallbackReader.Type], _ settings: Settings
  ) throws(HandlerFailure) -> [String: any CallbackReader] {
    var readers: [String: any CallbackReader] = [:]
    do throws(ProviderSettingError) {
      for provider in providers { readers[provider.provider] = try provider.init(settings) }
    } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", error.description)
    }
    return readers
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .http(let request, _) = invocation.input else {
      throw HandlerFailure(.badEvent, "Event.NotHTTP", "send an HTTP request: this handler takes callbacks only")
    }
    var events: [CloudEvent] = []
    let response = try answer(request, invocation, &events)
    return .http(response, events: events)
  }

  private mutating func answer(
    _ request: HTTPRequest, _ invocation: Invocation, _ events: inout [CloudEvent]
  ) throws(HandlerFailure) -> HTTPResponse {
    switch routes.match(request) {
    case .unknown: return HTTPResponse(status: 404)
    case .wrongMethod(let allow): return HTTPResponse(status: 405, headers: ["allow": allow])
    case .found(let provider, _):
      guard let reader = readers[provider] else {
        invocation.log.error("no verification key for this provider", ["provider": .code(provider)])
        return HTTPResponse(status: 503, headers: ["retry-after": "3600"])
      }
      return try answer(request, reader, invocation, &events)
    }
  }

  private mutating func answer(
    _ request: HTTPRequest, _ reader: any CallbackReader, _ invocation: Invocation, _ events: inout [CloudEvent]
  ) throws(HandlerFailure) -> HTTPResponse {
    let callback: Callback
    do throws(CallbackRefusal) { callback = try inquirer.settle(try reader.read(request, now: invocation.now)) } catch {
      invocation.log.warning(
        "callback refused", ["provider": .code(type(of: reader).provider), "reason": .code(error.code)])
      return HTTPResponse(status: error.status, body: Array(error.advice.utf8))
    }
    do throws(StoreError) {
      var intake = Intake(reader: reader, brand: brand, now: invocation.now)
      let response = try intake.take(callback, into: &database, invocation.log)
      events = DeliveryWebhook.announcements(of: intake.answers, from: invocation)
      return response
    } catch {
      guard error.isPassing else { throw HandlerFailure(error) }
      invocation.log.error("database away", ["sqlstate": .code(error.sqlState ?? "none")])
      return HTTPResponse(status: 503, headers: ["retry-after": "30"])
    }
  }

  /// What is answered leaves at once; where the bus loses it, the next tick announces it again.
  private static func announcements(of answers: [Channel: [Int]], from invocation: Invocation) -> [CloudEvent] {
    answers.sorted { $0.key.rawValue < $1.key.rawValue }.map { channel, ids in
      .emitted(
        by: name, from: invocation, key: channel.rawValue, type: "delivery.\(channel.rawValue).due",
        data: ["ids": .array(ids.map(JSON.integer))])
    }
  }
}
