import Channels
import Domain
import FunctionContract
import FunctionShell
import JSON
import Signing
import Transport

/// A webhook of Slack's shape, `{"text": "…"}`: over TLS, ten seconds, no redirections; signed as Standard Webhooks are where there is
/// a secret.
struct Webhook {
  private let url: ProviderURL
  private let signer: StandardWebhookSigner?
  private let client: ProviderClient

  init(_ text: String, _ environment: Environment) throws(HandlerFailure) {
    do throws(ProviderSettingError) {
      url = try ProviderURL(text, setting: "REKINDLE_ALERT_WEBHOOK_URL")
    } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", error.description)
    }
    let secret = environment["REKINDLE_ALERT_WEBHOOK_SECRET"]
    signer = secret.flatMap { StandardWebhookSigner(secret: $0) }
    if secret != nil, signer == nil {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid", "REKINDLE_ALERT_WEBHOOK_SECRET must be whsec_ and a key in base64")
    }
    do throws(TransportError) { client = try ProviderClient(limits: TransferLimits(total: .seconds(10))) } catch {
      throw HandlerFailure(.software, "Transport.Unavailable", error.description)
    }
  }

  /// Posts one line under an id that a repetition has too; returns why it was not taken, or nil.
  func tell(_ line: String, id: Int, now: Instant) -> String? {
    let body = JSON.object(["text": .string(line)]).bytes
    let (name, seconds) = ("notice_\(id)", String(now.seconds))
    var headers = [HTTPCall.Header("Content-Type", "application/json"), .init("webhook-id", name)]
    if let signer {
      headers += [
        .init("webhook-timestamp", seconds),
        .init("webhook-signature", signer.signature(id: name, timestamp: seconds, body: body)),
      ]
    }
    client.submit(.http(HTTPCall(url: url, headers: headers, body: body)), tag: id)
    while client.inFlight > 0 {
      for answer in client.poll(timeout: .seconds(1)) where answer.tag == id { return failure(answer.observation) }
    }
    return "not_attempted"
  }

  private func failure(_ observation: Observation) -> String? {
    switch observation {
    case .answered(let answer) where (200..<300).contains(answer.status): nil
    case .answered(let answer): "status_\(answer.status)"
    case .notSent(let what), .interrupted(let what): what.rawValue
    case .tooLate: "timeout"
    case .refused(let refusal): refusal.rawValue
    }
  }
}
