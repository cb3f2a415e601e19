public import Channels
import Cryptography
public import Domain
import Encoding
public import FunctionContract
import JSON

/// Reads SendGrid's signed Event Webhook (docs/providers/sendgrid.md).
///
/// A class, because it owns a key of libcrypto and yet stands in a list of readers.
public final class SendGridWebhook: CallbackReader {
  public static let provider = "sendgrid"
  /// Most events in one batch; the provider flushes far earlier.
  public static let mostEvents = 5000

  private let key: ECDSAPublicKey
  private let environment: [UInt8]

  /// The provider tries for 24 hours and may keep the first attempt's timestamp, hence the hour more.
  private static let tolerance = Instant.Span.hours(25)

  /// Settings: `SENDGRID_WEBHOOK_PUBLIC_KEY` (base64 as the provider shows it), `REKINDLE_ENVIRONMENT`.
  public init?(_ settings: Settings) throws(ProviderSettingError) {
    guard let publicKey = settings["SENDGRID_WEBHOOK_PUBLIC_KEY"] else { return nil }
    guard let key = ECDSAPublicKey(base64: publicKey) else {
      throw ProviderSettingError(
        setting: "SENDGRID_WEBHOOK_PUBLIC_KEY", reason: "paste the base64 verification key of the signed Event Webhook")
    }
    self.key = key
    environment = Array(try settings.require("REKINDLE_ENVIRONMENT").utf8)
  }

  /// What a request says; an environment that an event does not name is taken for ours.
  public func read(_ request: HTTPRequest, now: Instant) throws(CallbackRefusal) -> Callback {
    try verify(request.headers, request.body, now)
    let batch = request.body.withUnsafeBufferPointer { (bytes) -> Result<CallbackBatch?, JSONError> in
      let scanner = JSONScanner(bytes, members: SendGridEvent.members)
      do throws(JSONError) { return .success(try events(scanner)) } catch { return .failure(error) }
    }
    switch batch {
    case .success(let batch?): return .facts(batch)
    case .success(nil): throw .tooManyEvents(limit: SendGridWebhook.mostEvents)
    case .failure(let error): throw .malformed(at: error.offset)
    }
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
    guard age <= SendGridWebhook.tolerance, age >= .minutes(-5) else { throw .stale }
  }

  /// nil where there are too many.
  private func events(_ scanner: consuming JSONScanner) throws(JSONError) -> CallbackBatch? {
    var batch = CallbackBatch()
    var index = 0
    try scanner.beginArray()
    while try scanner.hasElement(index) {
      if index == SendGridWebhook.mostEvents { return nil }
      add(try scanner.element(), scanner, index, to: &batch)
      index += 1
    }
    try scanner.finish()
    return batch
  }

  private func add(
    _ element: JSONScanner.Element, _ scanner: borrowing JSONScanner, _ index: Int,
    to batch: inout CallbackBatch
  ) {
    let facts: Result<[CallbackFact], CallbackBatch.Reason> =
      switch element {
      case .object(let values): SendGridEvent(values: values).facts(scanner, environment: environment)
      case .duplicateKey: .failure(.duplicateKey)
      case .other: .failure(.notAnObject)
      }
    switch facts {
    case .success(let facts) where facts.isEmpty: batch.ignored += 1
    case .success(let facts): batch.facts += facts
    case .failure(let reason): batch.parked.append(.init(index: index, reason: reason))
    }
  }
}
