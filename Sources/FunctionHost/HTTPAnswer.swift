public import Domain
public import FunctionContract

/// What a server's handler wants done with a request.
public enum HTTPAnswer: Sendable {
  case now(HTTPResponse)
  /// The answer after a wait that holds no thread; only where the server runs event loops.
  case after(Instant.Span, HTTPResponse)
  /// The connection closed without an answer, as a provider in trouble does.
  case hangUp
}
