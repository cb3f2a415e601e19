public import Channels
public import Domain
import Glibc
import Synchronization

/// Asks over HTTP and waits for the answer, over kept connections: the host's way to its platform and to its sinks.
///
/// Any host may be asked, also without TLS: addresses inside a cluster are like that. Redirections are not followed and
/// proxies of the environment are not used. Where a kept connection has died the request goes out again on a new one,
/// so that it may arrive twice: ask only what may be repeated.
public final class HTTPClient: Sendable {
  /// One question.
  public struct Request: Sendable {
    public var url: String
    public var headers: [HTTPCall.Header]
    /// What is posted; nil makes the request a GET.
    public var body: [UInt8]?
    /// From the start to the end of the answer; nil waits for ever.
    public var timeout: Instant.Span?
    /// Where the request is to be signed.
    public var signature: AWSSignature?

    public init(
      _ url: String, headers: [HTTPCall.Header] = [], body: [UInt8]? = nil, timeout: Instant.Span?,
      signature: AWSSignature? = nil
    ) {
      self.url = url
      self.headers = headers
      self.body = body
      self.timeout = timeout
      self.signature = signature
    }
  }

  /// Moves an exchange between threads; whoever took it out of the client owns it.
  private struct Idle: Sendable {
    nonisolated(unsafe) let exchange: HTTPClientExchange
  }

  private let answerLimit: Int
  private let connectTime: Instant.Span
  private let idle = Mutex<[Idle]>([])

  /// `answerLimit` bounds the bytes of an answer's head and of its body: a longer one is cut and marked incomplete.
  public init(answerLimit: Int = 64 << 10, connectTime: Instant.Span = .seconds(5)) throws(TransportError) {
    guard EasyHandle.isLibraryReady else { throw .unavailable("libcurl") }
    self.answerLimit = answerLimit
    self.connectTime = connectTime
    signal(SIGPIPE, SIG_IGN)
  }

  /// Sends `request` and waits for what comes back; any number of threads may ask at a time.
  public func send(_ request: Request) -> Observation {
    guard let taken = take() else { return .notSent(.connect) }
    defer { idle.withLock { $0.append(taken) } }
    return taken.exchange.perform(request, connectTime: connectTime)
  }

  private func take() -> Idle? {
    if let idle = idle.withLock({ $0.popLast() }) { return idle }
    return HTTPClientExchange(answerLimit: answerLimit).map(Idle.init)
  }
}
