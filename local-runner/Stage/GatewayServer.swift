import Domain
import FunctionContract
import FunctionHost
import Processes

/// The gateway's port: the mailbox and a health page of the runner, everything else through the handlers.
final class GatewayServer: Sendable {
  private let server: HTTPServer
  private let services: Monitor<(gateway: Gateway, bus: EventBus)?>

  /// Listens at once; handlers answer from `open` on.
  init(port: Int, pages: MailboxPages) throws(RunnerError) {
    let services = Monitor<(gateway: Gateway, bus: EventBus)?>(nil)
    let workers = WorkerPool(threads: 32, queue: 256)
    self.services = services
    do throws(HTTPServerError) {
      server = try HTTPServer(HTTPServerSettings(port: UInt16(port))) { exchange in
        if exchange.path == "/_/health" { return .now(.plain(200, "ok")) }
        guard let services = services.read({ $0 }) else { return .now(.plain(503, "starting")) }
        if exchange.path == "/_/events" { return .now(GatewayServer.take(exchange, services.bus)) }
        let request = services.gateway.request(exchange)
        return workers.answer(busy: .plain(503, "too many requests wait already")) {
          pages.answer(request) ?? services.gateway.answer(request)
        }
      }
    } catch {
      throw RunnerError(error)
    }
  }

  /// Hands a posted CloudEvent to the bus.
  private static func take(_ exchange: HTTPExchange, _ bus: EventBus) -> HTTPResponse {
    guard exchange.method == "POST" else { return .plain(405, "post a CloudEvent in JSON") }
    do throws(RunnerError) {
      bus.publish(try CloudEvent(document: exchange.body, name: "the body"))
      return .plain(202, "taken")
    } catch {
      return .plain(400, error.message)
    }
  }

  var address: String { "http://127.0.0.1:\(server.port)" }

  func open(_ gateway: Gateway, _ bus: EventBus) { services.withLock { $0 = (gateway, bus) } }

  /// Answers what is in hand, for ten seconds at most, and frees the port.
  func stop() {
    _ = server.drain(within: .seconds(10))
    server.stop()
  }
}
