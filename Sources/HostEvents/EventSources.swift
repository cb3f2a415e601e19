public import Callbacks
public import Channels
public import Domain
public import FunctionContract
import Signing

/// Who may send events, and the secrets with which they sign: `REKINDLE_EVENT_SECRETS`.
public struct EventSources: Sendable {
  /// From signing to us, either way (Standard Webhooks).
  static let tolerance = Instant.Span.minutes(5)

  private let signers: [String: [StandardWebhookSigner]]

  /// Reads `lms:whsec_…,lms:whsec_…,crm:whsec_…`: a source that stands there twice is changing its secret.
  ///
  /// Errors name the entry by its number and never show its text.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    let name = "REKINDLE_EVENT_SECRETS"
    var signers: [String: [StandardWebhookSigner]] = [:]
    for (index, entry) in (settings[name] ?? "").split(separator: ",").enumerated() {
      let parts = entry.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, EventSources.isName(parts[0]), parts[0] != XAPIStatement.source,
        let signer = StandardWebhookSigner(secret: parts[1])
      else {
        throw ProviderSettingError(
          setting: name,
          reason: "entry \(index + 1) is not source:whsec_secret, a word of a-z, 0-9 and - before a secret in base64")
      }
      signers[String(parts[0]), default: []].append(signer)
    }
    self.signers = signers
  }

  private static func isName(_ text: Substring) -> Bool {
    (1...63).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || $0 == UInt8(ascii: "-")
      }
  }

  /// Whether somebody by this name may send.
  public func knows(_ source: String) -> Bool { signers[source] != nil }

  /// The id of a request that is signed by a source, just now, over these very bytes.
  public func verify(_ request: HTTPRequest, from source: String, now: Instant) throws(CallbackRefusal) -> String {
    guard let id = request.headers["webhook-id"], let timestamp = request.headers["webhook-timestamp"],
      let signatures = request.headers["webhook-signature"], (1...200).contains(id.utf8.count),
      (1...20).contains(timestamp.utf8.count), (1...4000).contains(signatures.utf8.count)
    else { throw .unsigned }
    var isValid = false
    for signer in signers[source] ?? [] {
      isValid = signer.isValid(signatures, id: id, timestamp: timestamp, body: request.body) || isValid
    }
    guard isValid else { throw .forged }
    guard let seconds = Int(timestamp), seconds.magnitude < 100_000_000_000,
      abs((now - Instant(seconds: seconds)).seconds) <= EventSources.tolerance.seconds
    else { throw .stale }
    return id
  }
}
