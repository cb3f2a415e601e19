public import Channels
import Cryptography
public import Domain
import Encoding
import JSON
import Signing

/// Reads Twilio's callbacks: message status, and what people answer (docs/providers/twilio.md).
public struct TwilioWebhook: Sendable {
  private let signers: [TwilioSigner]
  private let url: ProviderURL
  private let environment: String

  /// Settings: `TWILIO_AUTH_TOKEN` (several while the token is being changed), `REKINDLE_WEBHOOK_URL`, below which
  /// Twilio posts to `/twilio`, and `REKINDLE_ENVIRONMENT`.
  public init(
    authTokens: [String], webhookURL: String, environment: String
  ) throws(ProviderSettingError) {
    guard !authTokens.isEmpty, !authTokens.contains("") else {
      throw ProviderSettingError(setting: "TWILIO_AUTH_TOKEN", reason: "it is empty")
    }
    signers = authTokens.map { TwilioSigner(authToken: $0) }
    url = try ProviderURL(webhookURL, setting: "REKINDLE_WEBHOOK_URL")
    self.environment = environment
  }

  /// What a request says, its signature verified over the configured address, never over the `Host` that it came to.
  ///
  /// `headers` are by lower-case name, `rawQuery` is as received. Twilio gives no time: facts are dated `now`.
  public func read(
    rawQuery: String, headers: [String: String], body: [UInt8], now: Instant
  ) throws(CallbackRefusal) -> TwilioCallback {
    guard let signature = headers["x-twilio-signature"], signature.utf8.count <= 100 else { throw .unsigned }
    let address = url.text + "/twilio" + (rawQuery.isEmpty ? "" : "?" + rawQuery)
    guard let query = FormEncoding.decode(rawQuery.utf8) else { throw .malformed(at: 0) }
    if headers["content-type"]?.hasPrefix("application/json") == true {
      try verifyJSON(signature, address, query, body)
      return .status(TwilioWebhook.unplaceable(body))
    }
    guard let form = FormEncoding.decode(body) else { throw .malformed(at: 0) }
    guard isSigned(signature, address, form) else { throw .forged }
    let fields = TwilioFields(query: query, form: form)
    return fields.isReply ? .reply(fields.reply) : .status(fields.status(environment: environment, now: now))
  }

  private func verifyJSON(
    _ signature: String, _ address: String, _ query: [(name: String, value: String)], _ body: [UInt8]
  ) throws(CallbackRefusal) {
    guard let claimed = query.first(where: { $0.name == "bodySHA256" })?.value else { throw .unsigned }
    guard isSigned(signature, address, []),
      claimed.equalsInConstantTime(Hexadecimal.lower.encode(Digest.sha256.hash(body)))
    else { throw .forged }
  }

  private func isSigned(_ signature: String, _ address: String, _ form: [(name: String, value: String)]) -> Bool {
    signers.contains { $0.isValid(signature, url: address, parameters: form) }
  }

  /// Event Streams carry no delivery id; the status callback of the same message does.
  private static func unplaceable(_ body: [UInt8]) -> CallbackBatch {
    var batch = CallbackBatch()
    batch.ignored = max(1, (try? JSON.parse(body))?.array?.count ?? 1)
    return batch
  }
}
