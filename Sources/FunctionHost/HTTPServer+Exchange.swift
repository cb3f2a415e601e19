import CHTTPServer
public import FunctionContract

extension HTTPServer {
  /// Takes the next piece of a request; called by the library until the exchange is answered.
  func advance(_ exchange: HTTPExchange, _ chunk: UnsafeRawBufferPointer) -> MHD_Result {
    switch exchange.phase {
    case .headers: return begin(exchange)
    case .body where chunk.isEmpty: return finish(exchange)
    case .body: return append(chunk, to: exchange)
    case .tooLarge where chunk.isEmpty: return answer(exchange, .plain(413, "the body is larger than allowed"))
    case .tooLarge:
      exchange.discarded += chunk.count
      return exchange.discarded > 4 * settings.bodyLimit ? .NO : .YES
    case .delayed(let response): return answer(exchange, response)
    case .answered: return .NO
    }
  }

  private func begin(_ exchange: HTTPExchange) -> MHD_Result {
    exchange.phase = .body
    if let length = exchange.header("content-length").flatMap({ Int($0) }) {
      if length > settings.bodyLimit { return answer(exchange, .plain(413, "the body is larger than allowed")) }
      exchange.body.reserveCapacity(length)
    }
    return .YES
  }

  private func append(_ chunk: UnsafeRawBufferPointer, to exchange: HTTPExchange) -> MHD_Result {
    if Monotonic.now > exchange.started + settings.requestTime { return .NO }
    if exchange.body.count + chunk.count > settings.bodyLimit {
      exchange.phase = .tooLarge
      exchange.body = []
    } else {
      exchange.body.append(contentsOf: chunk)
    }
    return .YES
  }

  private func finish(_ exchange: HTTPExchange) -> MHD_Result {
    switch handler(exchange) {
    case .now(let response): return answer(exchange, response)
    case .hangUp: return .NO
    case .after(let span, let response):
      exchange.phase = .delayed(response)
      MHD_suspend_connection(exchange.connection)
      delays.resume(exchange.connection, at: .now + span)
      return .YES
    }
  }

  private func answer(_ exchange: HTTPExchange, _ response: HTTPResponse) -> MHD_Result {
    exchange.phase = .answered
    let reply = response.body.withUnsafeBytes { body in
      MHD_create_response_from_buffer(
        body.count, UnsafeMutableRawPointer(mutating: body.baseAddress), .RESPMEM_MUST_COPY)
    }
    guard let reply else { return .NO }
    defer { MHD_destroy_response(reply) }
    for (name, value) in response.headers where name != "content-length" { MHD_add_response_header(reply, name, value) }
    for cookie in response.cookies { MHD_add_response_header(reply, "set-cookie", cookie) }
    return MHD_queue_response(exchange.connection, UInt32(response.status), reply)
  }
}

extension HTTPResponse {
  /// A short text answer.
  public static func plain(_ status: Int, _ text: String) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: ["content-type": "text/plain; charset=utf-8"], body: Array((text + "\n").utf8))
  }
}
