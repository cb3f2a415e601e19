import Callbacks
import Channels
import FunctionContract
import FunctionShell
import Store
import StoreShell

/// Takes what providers report: verified over the raw bytes first, merged into the ledger, acknowledged after the commit.
@main
struct DeliveryWebhook: FunctionHandler, ~Copyable {
  static let name = "delivery-webhook"

  private let sendGrid: SendGridWebhook?
  private let twilio: TwilioWebhook?
  private let brand: String
  private var database: Database

  static func main() { FunctionShell.run(DeliveryWebhook.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let settings = ConnectionSettings(
      url: try environment.require("DATABASE_URL"), applicationName: DeliveryWebhook.name)
    let name = try environment.require("REKINDLE_ENVIRONMENT")
    let twilio = try DeliveryWebhook.checked { () throws(ProviderSettingError) in try TwilioWebhook(environment, name) }
    let sendGrid = try DeliveryWebhook.checked { () throws(ProviderSettingError) in
      try SendGridWebhook(environment, name)
    }
    self.sendGrid = sendGrid
    self.twilio = twilio
    brand = environment["REKINDLE_SENDER_NAME"] ?? "This number"
    database = Database(settings)
  }

  private static func checked<Webhook: ~Copyable>(
    _ make: () throws(ProviderSettingError) -> Webhook?
  ) throws(HandlerFailure) -> Webhook? {
    do throws(ProviderSettingError) { return try make() } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", error.description)
    }
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .http(let request, _) = invocation.input else {
      throw HandlerFailure(.badEvent, "Event.NotHTTP", "send an HTTP request: this handler takes callbacks only")
    }
    return .http(try answer(request, invocation))
  }

  private mutating func answer(
    _ request: HTTPRequest, _ invocation: Invocation
  ) throws(HandlerFailure) -> HTTPResponse {
    guard let provider = Provider(path: request.rawPath) else { return HTTPResponse(status: 404) }
    guard request.method == "POST" else { return HTTPResponse(status: 405, headers: ["allow": "POST"]) }
    let callback: TwilioCallback
    do throws(CallbackRefusal) {
      guard let read = try read(request, from: provider, invocation) else {
        invocation.log.error("no verification key for this provider", ["provider": .code(provider.rawValue)])
        return HTTPResponse(status: 503, headers: ["retry-after": "3600"])
      }
      callback = read
    } catch {
      invocation.log.warning("callback refused", ["provider": .code(provider.rawValue), "reason": .code(error.code)])
      return HTTPResponse(status: error.answer)
    }
    let intake = Intake(provider: provider, brand: brand, now: invocation.now)
    do throws(StoreError) {
      return try intake.take(callback, into: &database, invocation.log)
    } catch {
      guard error.isPassing else { throw HandlerFailure(error) }
      invocation.log.error("database away", ["sqlstate": .code(error.sqlState ?? "none")])
      return HTTPResponse(status: 503, headers: ["retry-after": "30"])
    }
  }

  /// What the request says; nil where the key is missing that would verify it.
  private borrowing func read(
    _ request: HTTPRequest, from provider: Provider, _ invocation: Invocation
  ) throws(CallbackRefusal) -> TwilioCallback? {
    switch provider {
    case .sendgrid:
      switch sendGrid {
      case .some(let webhook):
        return .status(try webhook.read(headers: request.headers, body: request.body, now: invocation.now))
      case nil: return nil
      }
    case .twilio:
      return try twilio?.read(
        rawQuery: request.rawQuery, headers: request.headers, body: request.body, now: invocation.now)
    }
  }
}
