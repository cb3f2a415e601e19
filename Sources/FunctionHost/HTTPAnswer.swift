public import Domain
public import FunctionContract

/// What a server's handler wants done with a request; handlers run in an event loop and must not block.
public enum HTTPAnswer: Sendable {
  case now(HTTPResponse)
  /// The answer is given later, from any thread: the closure is called at once, must not block, and passes the
  /// responder on.
  case later(@Sendable (HTTPResponder) -> Void)
  /// The answer after a wait that holds no thread.
  case after(Instant.Span, HTTPResponse)
  /// The connection closed without an answer, as a provider in trouble does.
  case hangUp
}
