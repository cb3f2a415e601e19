import Adapters
import Domain
import FunctionContract
import FunctionHost
import FunctionShell
import JSON
import Processes

/// The function behind an HTTP port: events for its types, requests for its routes, `/_/health` and `/_/ready`.
final class HTTPMode: Sendable {
  /// Requests that wait for each process that may run; a browser opens six connections for one page.
  private static let waitingPerProcess = 4

  /// Each takes at most 17 kB; beyond them idle ones are closed.
  private static let connections = 2048

  private let host: Host
  private let dialect: HTTPDialect
  private let workers: WorkerPool
  private let carrier: Carrier
  private let isStopping = Monitor(false)
  private let run = String(WallClock.now.microseconds, radix: 36)
  private let nextRequest = Monitor(0)

  private init(_ host: Host, _ dialect: HTTPDialect) {
    self.host = host
    self.dialect = dialect
    let processes = host.manifest.concurrency.max
    let waiting = processes * HTTPMode.waitingPerProcess
    workers = WorkerPool(threads: processes, queue: waiting)
    carrier = Carrier(host, workers, limit: waiting)
  }

  /// Serves until SIGTERM or SIGINT, then finishes what is in hand for at most `settings.drain`; a second one ends that.
  static func serve(
    _ host: Host, _ dialect: HTTPDialect, port: UInt16, _ settings: HostSettings
  ) throws(HostError) -> ExitCode {
    let mode = HTTPMode(host, dialect)
    let server: HTTPServer
    do throws(HTTPServerError) {
      server = try HTTPServer(
        HTTPServerSettings(
          address: settings.address, port: port, loops: 2, bodyLimit: host.manifest.limits.inputBytes,
          connectionLimit: connections, idleTime: .seconds(75))
      ) { mode.answer($0) }
    } catch {
      throw HostError(.configuration, "cannot listen on \(error.reason)")
    }
    announce(server.port)
    StopSignal.wait()
    StopSignal.endAtNext()
    mode.isStopping.withLock { $0 = true }
    mode.carrier.stop()
    let end = Monotonic.now + settings.drain
    let isAnswered = server.drain(within: settings.drain)
    server.stop()
    let isDone = mode.workers.close(until: end) && isAnswered
    if isDone { host.function.close() }
    return isDone ? .done : .temporary
  }

  /// The port on standard output, for whoever asked for port 0.
  private static func announce(_ port: UInt16) {
    Output.write(Array("listening on \(port)\n".utf8), to: 1)
  }

  /// Runs in an event loop: all that takes time is a worker's.
  private func answer(_ exchange: HTTPExchange) -> HTTPAnswer {
    switch exchange.path {
    case "/_/health": return .now(.plain(200, "ok"))
    case "/_/ready": return .now(isStopping.read { $0 } ? .plain(503, "stopping") : .plain(200, "ready"))
    default: break
    }
    var request = exchange.request(id: requestID())
    request.time = WallClock.now
    if let event = eventToCarry(request) {
      return .now(carrier.take(event) ? HTTPMode.taken : HTTPMode.busy)
    }
    return workers.answer(busy: HTTPMode.busy) { [self, request] in work(request) }
  }

  private static let busy: HTTPResponse = {
    var refusal = HTTPResponse.plain(429, "too many requests at once: try again")
    refusal.headers["retry-after"] = "1"
    return refusal
  }()

  private static let taken = HTTPResponse(status: 202, headers: ["preference-applied": "respond-async"])

  /// The event of a sender who does not wait for its end; nil where the request is anything else, also a fault, and
  /// where emitted events are the sender's.
  private func eventToCarry(_ request: HTTPRequest) -> CloudEvent? {
    guard dialect == .cloudEvents, request.method == "POST", request.prefers("respond-async"),
      !host.leavesEventsToCaller, !host.serves(method: request.method, path: request.rawPath),
      let event = try? host.event(Envelope(posted: request)), host.takes(event)
    else { return nil }
    return event
  }

  private func work(_ request: HTTPRequest) -> HTTPResponse {
    if dialect == .openWhisk { return activate(request) }
    let isRoute = host.serves(method: request.method, path: request.rawPath)
    if isRoute || host.manifest.consumes.events.isEmpty { return host.answer(request) }
    guard request.method == "POST" else {
      var refusal = HTTPResponse.plain(405, "post a CloudEvent here")
      refusal.headers["allow"] = "POST"
      return refusal
    }
    return take(request)
  }

  /// An event, whatever the path: platforms choose it.
  private func take(_ request: HTTPRequest) -> HTTPResponse {
    do throws(EventRefusal) {
      let envelope = try Envelope(posted: request)
      do throws(HandlerFailure) {
        let event = try host.event(envelope)
        return dialect.answer(host.handle(event, callerTakesOne: request.prefers("reply")), to: request)
      } catch {
        return dialect.answer(.failed(HandlingFailure(error)), to: request)
      }
    } catch {
      switch error {
      case .unsupported(let reason): return .plain(415, reason)
      case .malformed(let reason): return .plain(400, reason)
      }
    }
  }

  /// OpenWhisk's black box: `/init` answers at once, `/run` is one activation.
  private func activate(_ request: HTTPRequest) -> HTTPResponse {
    switch (request.method, request.rawPath) {
    case ("POST", "/init"): return .json(200, ["ok": true])
    case ("POST", "/run"):
      let result = Activation.run(request.body, host)
      Activation.markEnd()
      return .json(result["error"] == nil ? 200 : 502, result)
    default: return .plain(404, "post to /init or /run")
    }
  }

  private func requestID() -> String {
    let number = nextRequest.withLock { number in
      number += 1
      return number
    }
    return "\(run)-\(number)"
  }
}

extension HTTPRequest {
  /// Whether the sender states this preference (RFC 7240 §2).
  fileprivate func prefers(_ preference: String) -> Bool {
    let preferences = headers["prefer"]?.lowercased().split { ",; ".contains($0) } ?? []
    return preferences.contains { $0 == preference }
  }
}
