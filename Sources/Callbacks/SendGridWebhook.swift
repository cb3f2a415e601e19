public import Channels
import Cryptography
public import Domain
import Encoding
import JSON

/// Reads SendGrid's signed Event Webhook (docs/providers/sendgrid.md).
public struct SendGridWebhook: ~Copyable {
  /// Most events in one batch; the provider flushes far earlier.
  public static let mostEvents = 5000

  private let key: ECDSAPublicKey
  private let environment: [UInt8]
  private let tolerance: Instant.Span

  /// Settings: `SENDGRID_WEBHOOK_PUBLIC_KEY` (base64 as the provider shows it), `REKINDLE_ENVIRONMENT`.
  ///
  /// The provider tries for 24 hours and may keep the first attempt's timestamp, hence the hour more.
  public init(
    publicKey: String, environment: String, tolerance: Instant.Span = .hours(25)
  ) throws(ProviderSettingError) {
    guard let key = ECDSAPublicKey(base64: publicKey) else {
      throw ProviderSettingError(
        setting: "SENDGRID_WEBHOOK_PUBLIC_KEY", reason: "paste the base64 verification key of the signed Event Webhook")
    }
    self.key = key
    self.environment = Array(environment.utf8)
    self.tolerance = tolerance
  }

  /// What a request says, its signature verified over the body's very bytes before anything is parsed.
  ///
  /// `headers` are by lower-case name. An environment that an event does not name is taken for ours.
  public func read(
    headers: [String: String], body: [UInt8], now: Instant
  ) throws(CallbackRefusal) -> CallbackBatch {
    try verify(headers, body, now)
    return try body.withUnsafeBufferPointer { (bytes) -> Result<CallbackBatch, CallbackRefusal> in
      do throws(CallbackRefusal) { return .success(try events(EventScanner(bytes))) } catch { return .failure(error) }
    }.get()
  }

  private func verify(_ headers: [String: String], _ body: [UInt8], _ now: Instant) throws(CallbackRefusal) {
    guard let signature = headers["x-twilio-email-event-webhook-signature"],
      let timestamp = headers["x-twilio-email-event-webhook-timestamp"], timestamp.utf8.count <= 20
    else { throw .unsigned }
    guard signature.utf8.count <= 200, let der = Base64.standard.decode(signature),
      key.isValid(der, over: Array(timestamp.utf8), body)
    else { throw .forged }
    guard let seconds = Int(timestamp), (0...100_000_000_000).contains(seconds) else { throw .stale }
    let age = now - Instant(seconds: seconds)
    guard age <= tolerance, age >= .minutes(-5) else { throw .stale }
  }

  private func events(_ scanner: consuming EventScanner) throws(CallbackRefusal) -> CallbackBatch {
    var batch = CallbackBatch()
    var index = 0
    try scanner.beginArray()
    while try scanner.hasElement(index) {
      if index == SendGridWebhook.mostEvents { throw .tooManyEvents }
      if let event = try scanner.event() {
        add(event, scanner, index, to: &batch)
      } else {
        batch.parked.append(.init(index: index, reason: .notAnObject))
      }
      index += 1
    }
    try scanner.finish()
    return batch
  }

  private func add(
    _ event: SendGridEvent, _ scanner: borrowing EventScanner, _ index: Int, to batch: inout CallbackBatch
  ) {
    switch event.facts(scanner, environment: environment) {
    case .success(let facts) where facts.isEmpty: batch.ignored += 1
    case .success(let facts): batch.facts += facts
    case .failure(let reason): batch.parked.append(.init(index: index, reason: reason))
    }
  }
}
