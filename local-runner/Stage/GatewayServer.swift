import FunctionContract
import FunctionHost

/// The gateway's port: the mailbox and a health page of the runner, everything else through the handlers.
final class GatewayServer: Sendable {
  private let server: HTTPServer
  private let gateway: Monitor<Gateway?>

  /// Listens at once; handlers answer from `open` on.
  init(port: Int, pages: MailboxPages) throws(RunnerError) {
    let gateway = Monitor<Gateway?>(nil)
    self.gateway = gateway
    do throws(HTTPServerError) {
      server = try HTTPServer(HTTPServerSettings(port: UInt16(port))) { exchange in
        if exchange.path == "/_/health" { return .now(.plain(200, "ok")) }
        if let page = pages.answer(exchange.request(id: "")) { return .now(page) }
        guard let gateway = gateway.read({ $0 }) else { return .now(.plain(503, "starting")) }
        if exchange.path == "/_/events" { return .now(GatewayServer.take(exchange, gateway)) }
        return .now(gateway.answer(exchange))
      }
    } catch {
      throw RunnerError(error)
    }
  }

  /// Hands a posted CloudEvent to the bus.
  private static func take(_ exchange: HTTPExchange, _ gateway: Gateway) -> HTTPResponse {
    guard exchange.method == "POST" else { return .plain(405, "post a CloudEvent in JSON") }
    do throws(RunnerError) {
      gateway.publish(try CloudEvent(document: exchange.body, name: "the body"))
      return .plain(202, "taken")
    } catch {
      return .plain(400, error.message)
    }
  }

  var address: String { "http://127.0.0.1:\(server.port)" }

  func open(_ gateway: Gateway) { self.gateway.withLock { $0 = gateway } }

  func stop() { server.stop() }
}
