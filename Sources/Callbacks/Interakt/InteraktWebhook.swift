public import Channels
public import Domain
public import FunctionContract
import JSON
import Signing

/// Reads Interakt's webhook: one event in each request (docs/providers/interakt.md).
public struct InteraktWebhook: CallbackReader {
  public static let provider = "interakt"

  private let signers: [BodySigner]
  private let environment: String

  /// Settings: `INTERAKT_WEBHOOK_SECRET` (several while it is being changed) and `REKINDLE_ENVIRONMENT`.
  public init?(_ settings: Settings) throws(ProviderSettingError) {
    guard let secrets = settings["INTERAKT_WEBHOOK_SECRET"] else { return nil }
    signers = secrets.split(separator: ",").map { BodySigner(secret: String($0)) }
    if signers.isEmpty { throw ProviderSettingError(setting: "INTERAKT_WEBHOOK_SECRET", reason: "it is empty") }
    environment = try settings.require("REKINDLE_ENVIRONMENT")
  }

  public func read(_ request: HTTPRequest, now: Instant) throws(CallbackRefusal) -> Callback {
    let header = request.headers["interakt-signature"] ?? request.headers["x-interakt-signature"]
    guard let signature = header?.lowercased(), signature.utf8.count <= 100 else { throw .unsigned }
    var isValid = false
    for signer in signers { isValid = signer.isValid(signature, of: request.body) || isValid }
    guard isValid else { throw .forged }
    let body: JSON
    do throws(JSONError) { body = try JSON.parse(request.body, limits: .callback) } catch {
      throw .malformed(at: error.offset)
    }
    return .facts(InteraktEvent(json: body).batch(environment: environment, now: now))
  }
}
