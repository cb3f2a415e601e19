public import Channels
import Cryptography
public import Domain
import Encoding
public import FunctionContract
import JSON
import Pages
import Signing

/// Reads Twilio's callbacks: message status, and what people answer (docs/providers/twilio.md).
public struct TwilioWebhook: CallbackReader {
  public static let provider = "twilio"

  private let tokens: [String]
  private let sharedKeys: [String]
  private let url: ProviderURL
  private let environment: String

  /// Settings: `TWILIO_AUTH_TOKEN` and, where webhooks are signed by a shared key, `TWILIO_SHARED_KEY_SECRET` (several of each
  /// while they are being changed), `REKINDLE_WEBHOOK_URL`, below which Twilio posts to `/twilio`, and
  /// `REKINDLE_ENVIRONMENT`.
  public init?(_ settings: Settings) throws(ProviderSettingError) {
    guard let tokens = settings["TWILIO_AUTH_TOKEN"], let url = settings["REKINDLE_WEBHOOK_URL"] else { return nil }
    self.tokens = tokens.split(separator: ",").map(String.init)
    sharedKeys = (settings["TWILIO_SHARED_KEY_SECRET"] ?? "").split(separator: ",").map(String.init)
    if self.tokens.isEmpty { throw ProviderSettingError(setting: "TWILIO_AUTH_TOKEN", reason: "it is empty") }
    self.url = try ProviderURL(url, setting: "REKINDLE_WEBHOOK_URL")
    environment = try settings.require("REKINDLE_ENVIRONMENT")
  }

  /// What a request says, its signature verified over the configured address, never over the `Host` that it came to.
  ///
  /// Twilio gives no time: replies are dated `now`, facts not at all.
  public func read(_ request: HTTPRequest, now: Instant) throws(CallbackRefusal) -> Callback {
    guard let signature = request.headers["x-twilio-signature"], signature.utf8.count <= 100 else { throw .unsigned }
    let address = url.text + "/twilio" + (request.rawQuery.isEmpty ? "" : "?" + request.rawQuery)
    guard let query = FormEncoding.decode(request.rawQuery.utf8) else { throw .malformed(at: 0) }
    let signers = try signers(request.headers["x-twilio-webhooks-signature-settings"])
    if request.headers["content-type"]?.hasPrefix("application/json") == true {
      try verifyJSON(signature, by: signers, address, query, request.body)
      return .facts(TwilioWebhook.unplaceable(request.body))
    }
    guard let form = FormEncoding.decode(request.body) else { throw .malformed(at: 0) }
    guard signers.contains(where: { $0.isValid(signature, url: address, parameters: form) }) else { throw .forged }
    let fields = TwilioFields(query: query, form: form)
    guard fields.isReply else { return .facts(fields.status(environment: environment)) }
    guard let reply = fields.reply(now: now) else { throw .malformed(at: 0) }
    return .facts(CallbackBatch(replies: [reply]))
  }

  public func answer(_ text: String) -> HTTPResponse? {
    let twiml: HTML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <Response><Message>\(text)</Message></Response>
      """
    return HTTPResponse(status: 200, headers: ["content-type": "text/xml"], body: Array(twiml.text.utf8))
  }

  private func verifyJSON(
    _ signature: String, by signers: [TwilioSigner], _ address: String, _ query: [(name: String, value: String)],
    _ body: [UInt8]
  ) throws(CallbackRefusal) {
    guard let claimed = query.first(where: { $0.name == "bodySHA256" })?.value else { throw .unsigned }
    guard signers.contains(where: { $0.isValid(signature, url: address) }),
      claimed.equalsInConstantTime(Hexadecimal.lower.encode(Digest.sha256.hash(body)))
    else { throw .forged }
  }

  /// Who may have signed, by what `X-Twilio-Webhooks-Signature-Settings` says: `key=…,algorithm=…` names a shared key, and
  /// without it the account's token signs.
  private func signers(_ header: String?) throws(CallbackRefusal) -> [TwilioSigner] {
    guard let header, !header.isEmpty else { return tokens.map { TwilioSigner(authToken: $0) } }
    let names = header.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
    let name = names.first { $0.hasPrefix("algorithm=") }?.dropFirst("algorithm=".count)
    guard let algorithm = TwilioSigner.Algorithm(rawValue: name?.lowercased() ?? "hmac_sha1") else {
      throw .forged
    }
    return sharedKeys.map { TwilioSigner(secret: $0, algorithm) }
  }

  /// Event Streams carry no delivery id; the status callback of the same message does.
  private static func unplaceable(_ body: [UInt8]) -> CallbackBatch {
    var batch = CallbackBatch()
    do throws(JSONError) {
      batch.ignored = max(1, try JSON.parse(body).array?.count ?? 1)
    } catch {
      batch.ignored = 1
    }
    return batch
  }
}
