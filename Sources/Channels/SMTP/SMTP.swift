public import Domain
import Encoding

/// Email over an SMTP relay (docs/providers/smtp.md): encryption is required unless the relay is on this machine.
public struct SMTP: Provider {
  public static let name = "smtp"

  private let url: ProviderURL
  private let login: SMTPCall.Login?

  /// Settings: `SMTP_URL` (`smtps://host:465`, or `smtp://host:587` with STARTTLS), `SMTP_USERNAME`, `SMTP_PASSWORD`.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    url = try ProviderURL(settings.require("SMTP_URL"), setting: "SMTP_URL", schemes: .mail)
    login =
      if let user = settings["SMTP_USERNAME"] {
        try SMTPCall.Login(user: user, password: settings["SMTP_PASSWORD"] ?? "")
      } else { nil }
  }

  public func exchange(for message: EmailMessage, now: Instant) -> Exchange {
    Exchange(request(for: message, now: now), outcome: outcome)
  }

  /// The request that sends `message`, dated `now`.
  public func request(for message: EmailMessage, now: Instant) -> ProviderRequest {
    .smtp(
      SMTPCall(
        url: url, login: login, sender: message.from.address, recipient: message.to.address,
        message: MIMEMessage(message, date: now).bytes))
  }

  /// What became of it; the id of an accepted message is the relay's queue id, where its last line names one.
  public func outcome(of observation: Observation, now: Instant) -> SendOutcome {
    guard case .answered(let answer) = observation else { return HTTPClassification.withoutAnswer(observation) }
    let line = String(decoding: answer.body, as: UTF8.self)
    let enhanced = SMTP.enhancedStatus(line)
    let code = ["smtp_\(answer.status)", enhanced].compactMap(\.self).joined(separator: "_")
    switch answer.status {
    case 200..<300: return .accepted(providerMessageID: SMTP.queueID(line))
    case 400..<500: return .rejected(retryAfter: nil, code: code)
    case 530, 534, 535, 538: return .failed(code: code, effect: .tripsBreaker, detail: Redaction.redact(line))
    case 500..<600:
      let isDead = enhanced.flatMap(MailStatus.init) == .deadAddress
      return .failed(code: code, effect: isDead ? .deadAddress : .none, detail: Redaction.redact(line))
    default: return .ambiguous(code: code)
    }
  }

  /// The `x.y.z` after the reply code.
  private static func enhancedStatus(_ line: String) -> String? {
    guard let word = line.dropFirst(4).split(separator: " ").first, MailStatus(word) != nil else { return nil }
    return String(word)
  }

  /// The word after `queued as`, or after `id=`, as the common servers write it.
  private static func queueID(_ line: String) -> String? {
    for marker in ["queued as ", "id="] {
      guard let range = line.firstRange(of: marker) else { continue }
      let id = line[range.upperBound...].prefix { $0.utf8.allSatisfy(PercentEncoding.isUnreserved) }
      if (1...100).contains(id.utf8.count) { return String(id) }
    }
    return nil
  }
}
