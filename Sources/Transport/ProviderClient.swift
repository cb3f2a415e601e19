import CCurl
public import Channels
public import Domain
import Glibc

/// Sends requests to providers over kept connections, many at a time, from one thread, and never one of them twice.
///
/// Made for a rolling window: submit while there is room, poll, record, submit again. Redirections are not followed,
/// proxies of the environment are not used, TLS is at least 1.2, and nothing is repeated behind the caller's back.
/// Over SMTP libcurl 7.88 waits for the reply to a message inside its loop, so one client has one message there at a
/// time; a second client in a second process doubles that.
public final class ProviderClient {
  private let limits: TransferLimits
  private let authorities: String?
  private let multi: UnsafeMutableRawPointer
  private let events: EventQueue
  private var idle: [Transfer] = []
  private var running: [ObjectIdentifier: Transfer] = [:]
  private var refused: [Completion] = []
  /// What requests that are to be signed are signed with; without it they are refused.
  public var credentials: AWSCredentials?

  /// Sets up libcurl, and ignores SIGPIPE, which a server that hangs up would kill the process with.
  ///
  /// - Parameter authorities: A file of certificates, in PEM, that servers must be vouched for by; nil for the system's.
  public init(limits: TransferLimits = TransferLimits(), authorities: String? = nil) throws(TransportError) {
    self.limits = limits
    self.authorities = authorities
    events = try EventQueue()
    guard EasyHandle.isLibraryReady, let multi = curl_multi_init() else { throw .unavailable("libcurl") }
    self.multi = multi
    signal(SIGPIPE, SIG_IGN)
    events.attach(to: multi)
    rekindle_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, limits.connectionsPerHost)
    rekindle_multi_set_long(multi, CURLMOPT_MAXCONNECTS, limits.connectionsPerHost)
  }

  deinit {
    abandon()
    idle = []
    curl_multi_cleanup(multi)
  }

  /// Forgets every request: what is on the wire stays unanswered, and no completion of it is ever returned.
  public func abandon() {
    for transfer in running.values { curl_multi_remove_handle(multi, transfer.easy) }
    running = [:]
    refused = []
  }

  /// Requests whose completion has not been returned yet.
  public var inFlight: Int { running.count + refused.count }

  /// Whether one more request would start at once instead of waiting for a connection.
  public var hasRoom: Bool { running.count < limits.connectionsPerHost }

  /// Starts a request, whose completion carries `tag`; where its first byte is not on the wire `within` that time, by
  /// default the limit for a start, it is not sent at all.
  public func submit(_ request: ProviderRequest, tag: Int, within: Instant.Span? = nil) {
    let transfer = idle.popLast() ?? Transfer(limits: limits, authorities: authorities)
    guard let transfer,
      transfer.prepare(
        request, tag: tag, within: within ?? limits.start, credentials: credentials)
    else {
      refused.append(Completion(tag: tag, observation: .refused(.malformedRequest)))
      if let transfer { idle.append(transfer) }
      return
    }
    running[ObjectIdentifier(transfer)] = transfer
    curl_multi_add_handle(multi, transfer.easy)
  }

  /// Has `poll` return as well when `descriptor` can be read, in place of the one before; nil for none.
  public func watch(_ descriptor: Int32?) { events.invite(descriptor) }

  /// The requests that have ended, waiting for one until `timeout` has passed, nothing is in flight, or the watched
  /// descriptor can be read.
  public func poll(timeout: Instant.Span) -> [Completion] {
    let deadline = MonotonicClock.microseconds + timeout.microseconds
    var completions = refused
    refused = []
    var isReadable = false
    repeat {
      guard !running.isEmpty else { break }
      isReadable = events.turn(multi, until: completions.isEmpty ? deadline : 0)
      collect(into: &completions)
    } while completions.isEmpty && !isReadable && MonotonicClock.microseconds < deadline
    return completions
  }

  private func collect(into completions: inout [Completion]) {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let transfer = Transfer.of(easy)
      else { continue }
      let result = message.pointee.data.result
      curl_multi_remove_handle(multi, easy)
      completions.append(Completion(tag: transfer.tag, observation: transfer.observation(result)))
      running[ObjectIdentifier(transfer)] = nil
      idle.append(transfer)
    }
  }
}
