import Domain
import Encoding
import FunctionContract
import FunctionHost
import JSON
import Processes

/// Sends back what providers report of messages, signed as they sign it, in batches as they come.
final class CallbackSender: Sendable {
  private struct State {
    var waiting: [(message: AcceptedMessage, due: Monotonic)] = []
    var isSending = false
    var isStopping = false
    var hasStopped = false
  }

  private let settings: CallbackSettings
  private let webhookURL: String
  private let signing: CallbackSigning
  private let clock: @Sendable () -> Instant
  private let deliver: @Sendable (HTTPRequest) -> HTTPResponse
  private let state = Monitor(State())
  private let refused = Monitor(0)

  /// `deliver` carries a request to the webhook at `webhookURL`; callbacks carry the time of `clock`.
  init(
    _ settings: CallbackSettings, webhookURL: String, signing: CallbackSigning,
    clock: @escaping @Sendable () -> Instant,
    deliver: @escaping @Sendable (HTTPRequest) -> HTTPResponse
  ) {
    self.settings = settings
    self.webhookURL = webhookURL
    self.signing = signing
    self.clock = clock
    self.deliver = deliver
    Thread.start { [self] in run() }
  }

  func add(_ message: AcceptedMessage) {
    state.withLock { $0.waiting.append((message, .now + settings.delay)) }
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
      let mails = batch.filter { $0.channel == .email }
      if !mails.isEmpty { send(mails: mails) }
      for text in batch where text.channel != .email { send(text: text) }
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

  private func send(mails: [AcceptedMessage]) {
    let events = mails.flatMap { SendGridReport($0, settings, at: clock()).events }
    let body = JSON.array(events).bytes + [0x0D, 0x0A]
    post(path: "/sendgrid", body: body, headers: signing.sendGrid(body: body, at: clock()))
  }

  private func send(text: AcceptedMessage) {
    let report = TwilioReport(text, settings)
    guard let url = report.callbackURL, let path = url.firstRange(of: webhookURL).map({ String(url[$0.upperBound...]) })
    else { return }
    for parameters in report.callbacks {
      let body = FormEncoding.encode(parameters)
      post(path: path, body: body, headers: signing.twilio(url: url, parameters: parameters))
    }
  }

  /// Posts until the webhook takes it: a failed callback is tried again by every provider.
  private func post(path: String, body: [UInt8], headers: [String: String]) {
    let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let folder = webhookURL.path
    let request = HTTPRequest(
      method: "POST", rawPath: folder + parts[0], rawQuery: parts.count > 1 ? parts[1] : "", headers: headers,
      body: body,
      sourceIP: "127.0.0.1", requestID: "callback-\(WallClock.now.microseconds)", time: clock())
    if (200..<300).contains(deliver(request).status) { return }
    for wait in settings.retries {
      _ = state.wait(until: .now + wait) { $0.isStopping ? true : nil }
      if (200..<300).contains(deliver(request).status) { return }
    }
    refused.withLock { $0 += 1 }
  }
}

extension String {
  /// The path of a URL, without a slash at its end.
  fileprivate var path: String {
    guard let scheme = firstRange(of: "://"), let slash = self[scheme.upperBound...].firstIndex(of: "/") else {
      return ""
    }
    return String(self[slash...])
  }
}
