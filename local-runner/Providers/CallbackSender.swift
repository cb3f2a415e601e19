import Domain
import FunctionContract
import FunctionHost
import Processes

/// Sends back what the fake providers report of their messages, in batches as they come.
final class CallbackSender: Sendable {
  private struct State {
    var waiting: [(message: AcceptedMessage, due: Monotonic)] = []
    var isSending = false
    var isStopping = false
    var hasStopped = false
  }

  private let settings: CallbackSettings
  private let webhookURL: String
  private let secrets: LocalSettings
  private let clock: @Sendable () -> Instant
  private let deliver: @Sendable (HTTPRequest) -> HTTPResponse
  private let state = Monitor(State())
  private let refused = Monitor(0)

  /// `deliver` carries a request to the webhook at `webhookURL`; callbacks carry the time of `clock`.
  init(
    _ settings: CallbackSettings, webhookURL: String, secrets: LocalSettings,
    clock: @escaping @Sendable () -> Instant,
    deliver: @escaping @Sendable (HTTPRequest) -> HTTPResponse
  ) {
    self.settings = settings
    self.webhookURL = webhookURL
    self.secrets = secrets
    self.clock = clock
    self.deliver = deliver
    Thread.start { [self] in run() }
  }

  func add(_ message: AcceptedMessage) {
    state.withLock { $0.waiting.append((message, .now + settings.delay)) }
  }

  /// Reports what waits without its delay, in as few requests as providers do.
  func hurry() {
    state.withLock { state in
      for index in state.waiting.indices { state.waiting[index].due = .now }
    }
  }

  /// Callbacks that the webhook did not take, after all attempts.
  var failures: Int { refused.read { $0 } }

  /// Waits until every report is delivered; false where `deadline` passes first.
  func waitUntilIdle(until deadline: Monotonic) -> Bool {
    state.wait(until: deadline) { $0.waiting.isEmpty && !$0.isSending ? true : nil } ?? false
  }

  /// Sends what is due no more and ends the thread.
  func stop() {
    state.withLock { $0.isStopping = true }
    _ = state.wait { $0.hasStopped ? true : nil }
  }

  private func run() {
    while let batch = next() {
      for fake in FakeProviders.all { report(batch.filter { $0.provider.name == fake.name }, of: fake) }
      state.withLock { $0.isSending = false }
    }
    state.withLock { $0.hasStopped = true }
  }

  /// The messages whose report is due; nil when the sender stops.
  private func next() -> [AcceptedMessage]? {
    while true {
      let due = state.read { $0.waiting.first?.due }
      let batch = state.wait(until: due) { [settings] state -> [AcceptedMessage]?? in
        if state.isStopping { return .some(nil) }
        let now = Monotonic.now
        let count = min(settings.batch, state.waiting.prefix { $0.due <= now }.count)
        guard count > 0 else { return due == nil && !state.waiting.isEmpty ? .some([]) : nil }
        let batch = state.waiting.prefix(count).map(\.message)
        state.waiting.removeFirst(count)
        state.isSending = true
        return .some(batch)
      }
      switch batch {
      case .some(.some(let batch)) where !batch.isEmpty: return batch
      case .some(nil): return nil
      default: continue
      }
    }
  }

  private func report(_ messages: [AcceptedMessage], of fake: any FakeProvider) {
    guard !messages.isEmpty else { return }
    let context = CallbackContext(recipients: settings, secrets: secrets, webhookURL: webhookURL, now: clock())
    for request in fake.callbacks(of: messages, context) { post(request) }
  }

  /// Posts until the webhook takes it: a failed callback is tried again by every provider.
  private func post(_ request: HTTPRequest) {
    if (200..<300).contains(deliver(request).status) { return }
    for wait in settings.retries {
      _ = state.wait(until: .now + wait) { $0.isStopping ? true : nil }
      if (200..<300).contains(deliver(request).status) { return }
    }
    refused.withLock { $0 += 1 }
  }
}
