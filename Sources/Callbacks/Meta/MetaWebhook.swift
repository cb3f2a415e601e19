public import Channels
import Cryptography
public import Domain
import Encoding
public import FunctionContract
import JSON
import Signing

/// Reads the webhook of Meta's WhatsApp Cloud API (docs/providers/meta.md).
public struct MetaWebhook: CallbackReader {
  public static let provider = "meta"
  public static let methods = ["GET", "POST"]
  /// Most statuses and messages in one request; the provider sends far fewer.
  public static let mostEvents = 5000

  private let signers: [BodySigner]
  private let verifyToken: String?
  private let numberID: String?
  private let environment: String

  /// Settings: `META_APP_SECRET` (several while it is being changed), `META_VERIFY_TOKEN` for the handshake,
  /// `META_PHONE_NUMBER_ID`, beside which other numbers of the account are not ours, and `REKINDLE_ENVIRONMENT`.
  public init?(_ settings: Settings) throws(ProviderSettingError) {
    guard let secrets = settings["META_APP_SECRET"] else { return nil }
    signers = secrets.split(separator: ",").map { BodySigner(secret: String($0)) }
    if signers.isEmpty { throw ProviderSettingError(setting: "META_APP_SECRET", reason: "it is empty") }
    verifyToken = settings["META_VERIFY_TOKEN"]
    numberID = settings["META_PHONE_NUMBER_ID"]
    environment = try settings.require("REKINDLE_ENVIRONMENT")
  }

  /// What a request says; there is no time in the signature, so that a repetition is known by what it tells.
  public func read(_ request: HTTPRequest, now: Instant) throws(CallbackRefusal) -> Callback {
    if request.method == "GET" { return .handshake(answer(toHandshake: request.rawQuery)) }
    guard let signature = request.headers["x-hub-signature-256"], signature.utf8.count <= 100 else { throw .unsigned }
    var isValid = false
    for signer in signers { isValid = signer.isValid(signature, of: request.body) || isValid }
    guard isValid else { throw .forged }
    let body: JSON
    do throws(JSONError) { body = try JSON.parse(request.body, limits: .callback) } catch {
      throw .malformed(at: error.offset)
    }
    let changes = MetaChanges(body, numberID: numberID, environment: environment, now: now)
    guard changes.count <= MetaWebhook.mostEvents else { throw .tooManyEvents(limit: MetaWebhook.mostEvents) }
    return .facts(changes.batch)
  }

  /// The challenge as it came where the token is ours.
  private func answer(toHandshake query: String) -> HTTPResponse {
    let fields = FormEncoding.decodeLeniently(query.utf8)
    func field(_ name: String) -> String? { fields.first { $0.name == "hub.\(name)" }?.value }
    guard let verifyToken, let token = field("verify_token"), token.equalsInConstantTime(verifyToken),
      field("mode") == "subscribe", let challenge = field("challenge"), challenge.utf8.count <= 1000
    else { return HTTPResponse(status: 403) }
    return HTTPResponse(
      status: 200, headers: ["content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff"],
      body: Array(challenge.utf8))
  }
}
