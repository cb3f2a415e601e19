import CHTTPServer
public import FunctionContract
import Processes

extension HTTPLoop {
  /// Takes the next piece of a request; called by the library until the exchange is answered.
  func advance(_ exchange: HTTPExchange, _ chunk: UnsafeRawBufferPointer) -> MHD_Result {
    switch exchange.phase {
    case .headers: return .NO
    case .body where chunk.isEmpty: return finish(exchange)
    case .body: return append(chunk, to: exchange)
    case .refused(let response) where chunk.isEmpty: return refuse(exchange, response)
    case .refused:
      exchange.discarded += chunk.count
      return exchange.discarded > 4 * settings.bodyLimit ? .NO : .YES
    case .settled(let response?): return answer(exchange, response)
    case .waiting, .settled, .answered: return .NO
    }
  }

  /// Judges the head of a request; what cannot be trusted is answered at once and its connection closed.
  func begin(_ exchange: HTTPExchange, _ head: HTTPHead) -> MHD_Result {
    exchange.phase = .body
    exchange.method = head.method.text
    // Where the library's reading of a chunked body is laxer than another's, nothing after it may count as a request.
    exchange.isLast = head.isChunked
    if let fault = head.fault { return refuse(exchange, .plain(400, fault)) }
    guard let target = HTTPTarget(exchange.target) else {
      return refuse(exchange, .plain(400, "the request target is not a plain path"))
    }
    exchange.target = target.text
    if let length = head.contentLength { return expect(length, exchange) }
    return .YES
  }

  private func expect(_ length: Int, _ exchange: HTTPExchange) -> MHD_Result {
    if length <= settings.bodyLimit {
      exchange.body.reserveCapacity(min(length, 64 << 10))
    } else if length <= 4 * settings.bodyLimit, exchange.header("expect") == nil {
      exchange.phase = .refused(.bodyTooLarge(limit: settings.bodyLimit))
    } else {
      return refuse(exchange, .bodyTooLarge(limit: settings.bodyLimit))
    }
    return .YES
  }

  private func append(_ chunk: UnsafeRawBufferPointer, to exchange: HTTPExchange) -> MHD_Result {
    if exchange.body.count + chunk.count > settings.bodyLimit {
      drop(exchange, .bodyTooLarge(limit: settings.bodyLimit))
    } else if connections.hold(chunk.count) {
      exchange.body.append(contentsOf: chunk)
    } else {
      drop(exchange, .tooManyBodies)
    }
    return .YES
  }

  private func drop(_ exchange: HTTPExchange, _ response: HTTPResponse) {
    connections.release(exchange.body.count)
    exchange.body = []
    exchange.phase = .refused(response)
  }

  private func finish(_ exchange: HTTPExchange) -> MHD_Result {
    switch handler(exchange) {
    case .now(let response): return answer(exchange, response)
    case .hangUp: return .NO
    case .later(let start): return suspend(exchange, start)
    case .after(let span, let response):
      return suspend(exchange) { [delays] responder in delays.add(at: .now + span) { responder.answer(response) } }
    }
  }

  private func suspend(_ exchange: HTTPExchange, _ start: (HTTPResponder) -> Void) -> MHD_Result {
    connections.enter(exchange.socket, .working)
    guard let responder = suspend(exchange) else { return .NO }
    exchange.phase = .waiting
    start(responder)
    return .YES
  }

  private func refuse(_ exchange: HTTPExchange, _ response: HTTPResponse) -> MHD_Result {
    exchange.isLast = true
    return answer(exchange, response)
  }

  private func answer(_ exchange: HTTPExchange, _ response: HTTPResponse) -> MHD_Result {
    exchange.phase = .answered
    connections.enter(exchange.socket, .answering)
    let reply = response.body.withUnsafeBytes { body in
      MHD_create_response_from_buffer(
        body.count, UnsafeMutableRawPointer(mutating: body.baseAddress), .RESPMEM_MUST_COPY)
    }
    guard let reply else { return .NO }
    defer { MHD_destroy_response(reply) }
    for (name, value) in response.headers where !HTTPLoop.ownHeaders.contains(name) {
      MHD_add_response_header(reply, name, value)
    }
    for cookie in response.cookies { MHD_add_response_header(reply, "set-cookie", cookie) }
    if exchange.isLast || connections.isDraining { MHD_add_response_header(reply, "connection", "close") }
    return MHD_queue_response(exchange.connection, UInt32(response.status), reply)
  }

  /// Headers that speak of the connection, which is the server's affair.
  private static let ownHeaders: Set = ["connection", "content-length", "keep-alive", "transfer-encoding", "upgrade"]
}

extension HTTPResponse {
  /// A short text answer.
  public static func plain(_ status: Int, _ text: String) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: ["content-type": "text/plain; charset=utf-8"], body: Array((text + "\n").utf8))
  }

  /// The answer to a body that does not fit, with what does.
  static func bodyTooLarge(limit: Int) -> HTTPResponse {
    plain(413, "the body is larger than allowed: send at most \(limit) bytes in one request")
  }

  fileprivate static let tooManyBodies = plain(503, "too much is being sent at once: try again")
}
