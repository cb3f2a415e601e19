import Domain
import FunctionContract
import FunctionHost
import Processes

/// The gateway's port: the runner's own pages, everything else through the handlers.
final class GatewayServer: Sendable {
  private struct Services: Sendable {
    let gateway: Gateway
    let bus: EventBus
    let pages: RunnerPages?
    let clock: StageClock
  }

  private let server: HTTPServer
  private let services: Monitor<Services?>

  /// Listens at once; handlers answer from `open` on.
  init(port: Int) throws(RunnerError) {
    let services = Monitor<Services?>(nil)
    let workers = WorkerPool(threads: 32, queue: 256)
    self.services = services
    do throws(HTTPServerError) {
      server = try HTTPServer(HTTPServerSettings(port: UInt16(port))) { exchange in
        if exchange.path == "/_/health" { return .now(.plain(200, "ok")) }
        guard let services = services.read({ $0 }) else { return .now(.plain(503, "starting")) }
        let request = services.gateway.request(exchange)
        if request.isForeign { return .now(.plain(403, "another site sent this")) }
        if exchange.path == "/_/events" { return .now(GatewayServer.take(request, services)) }
        return workers.answer(busy: .plain(503, "too many requests wait already")) {
          services.pages?.answer(request) ?? SamplePlatform.redirected(services.gateway.answer(request))
        }
      }
    } catch {
      throw RunnerError(error)
    }
  }

  /// Hands a posted CloudEvent to the bus.
  private static func take(_ request: HTTPRequest, _ services: Services) -> HTTPResponse {
    guard request.method == "POST" else { return .plain(405, "post a CloudEvent in JSON") }
    do throws(RunnerError) {
      var event = try CloudEvent(document: request.body, name: "the body")
      event.time = services.clock.now
      services.bus.publish(event)
      return .plain(202, "taken")
    } catch {
      return .plain(400, error.message)
    }
  }

  var address: String { "http://127.0.0.1:\(server.port)" }

  func open(_ gateway: Gateway, _ bus: EventBus, _ pages: RunnerPages?, _ clock: StageClock) {
    services.withLock { $0 = Services(gateway: gateway, bus: bus, pages: pages, clock: clock) }
  }

  /// Answers what is in hand, for ten seconds at most, and frees the port.
  func stop() {
    _ = server.drain(within: .seconds(10))
    server.stop()
  }
}

extension HTTPRequest {
  /// Whether a page of another site made the browser send this to one of the runner's own addresses.
  fileprivate var isForeign: Bool {
    method == "POST" && rawPath.hasPrefix("/_/") && headers["sec-fetch-site"].map { $0 != "same-origin" } ?? false
  }
}
