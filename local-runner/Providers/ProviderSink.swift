import Domain
import FunctionContract
import FunctionHost
import Processes

/// The fake providers on one port: takes messages as they do, answers as they do, and tells who listens.
final class ProviderSink: Sendable {
  private let settings: ProviderSettings
  private let log: AcceptanceLog?
  private let clock: @Sendable () -> Instant
  private let accepted: (@Sendable (AcceptedMessage) -> Void)?
  private let count = Monitor(0)
  private let run = String(UInt32.random(in: 0 ... .max), radix: 36)

  /// `accepted` is called before the sender has its answer, from any thread.
  init(
    _ settings: ProviderSettings, log: AcceptanceLog? = nil, clock: @escaping @Sendable () -> Instant,
    accepted: (@Sendable (AcceptedMessage) -> Void)? = nil
  ) {
    self.settings = settings
    self.log = log
    self.clock = clock
    self.accepted = accepted
  }

  /// Messages accepted so far.
  var messages: Int { count.read { $0 } }

  /// Listens with event loops; addresses other than the providers' are answered with 404.
  func listen(port: Int, threads: Int = 1) throws(RunnerError) -> HTTPServer {
    let settings = HTTPServerSettings(
      port: UInt16(port), loops: threads, connectionLimit: 2000, idleTime: .seconds(120))
    do throws(HTTPServerError) {
      return try HTTPServer(settings) { [self] in answer($0) }
    } catch {
      throw RunnerError(error)
    }
  }

  private func answer(_ exchange: HTTPExchange) -> HTTPAnswer {
    let target = exchange.target
    guard exchange.method == "POST" else {
      let document = FakeProviders.all.lazy.compactMap { $0.document(target) }.first
      return .now(document ?? .plain(404, "only messages are taken here"))
    }
    guard let provider = FakeProviders.all.first(where: { $0.takes(target, exchange.body) }) else {
      return .now(.plain(404, "no provider takes messages here"))
    }
    guard exchange.header("authorization")?.hasPrefix(provider.authorization + " ") == true else {
      return delayed(provider.refusal(401))
    }
    let fault = settings.fault()
    switch fault {
    case .throttled: return delayed(provider.refusal(429))
    case .failed: return delayed(provider.refusal(500))
    case .dropped: return .hangUp
    case .swallowed, nil: break
    }
    if let answer = provider.answer(target, exchange.body) { return delayed(answer) }
    if provider.channel == .whatsapp, let rejection = provider.rejection(of: provider.read(exchange.body)) {
      return delayed(rejection)
    }
    let message = AcceptedMessage(
      provider: provider, id: provider.messageID(run, number()), deliveryID: provider.deliveryID(exchange.body),
      acceptedAt: clock(), body: provider.kept(target, exchange.body))
    log?.append(message)
    accepted?(message)
    let acceptance = provider.acceptance(message, target)
    return fault == .swallowed ? .hangUp : delayed(acceptance)
  }

  private func delayed(_ response: HTTPResponse) -> HTTPAnswer {
    settings.latency.microseconds > 0 ? .after(settings.latency, response) : .now(response)
  }

  private func number() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
