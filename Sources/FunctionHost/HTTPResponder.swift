public import FunctionContract

/// Where the answer to one request is given: once, from any thread.
///
/// The client may be gone and the server may have stopped: an answer is then dropped. A responder that is released
/// without an answer answers 500.
public final class HTTPResponder: Sendable {
  private let loop: HTTPLoop
  private let ticket: Int

  init(_ loop: HTTPLoop, ticket: Int) {
    self.loop = loop
    self.ticket = ticket
  }

  deinit { loop.settle(ticket, with: .plain(500, "something went wrong here")) }

  /// Sends the response; every answer after the first is dropped.
  public func answer(_ response: HTTPResponse) { loop.settle(ticket, with: response) }

  /// Closes the connection without an answer.
  public func hangUp() { loop.settle(ticket, with: nil) }
}
