import Domain
import JSON

/// The JSON of Twilio's answer to a message.
struct TwilioAnswer {
  private let answer: Observation.Answer
  private let body: JSON

  /// nil where the answer is no JSON.
  init?(_ answer: Observation.Answer) {
    guard let body = try? JSON.parse(answer.body, limits: JSONLimits(bytes: 1 << 16, depth: 16)) else { return nil }
    self.answer = answer
    self.body = body
  }

  var messageID: String? { body["sid"]?.string }

  /// The outcome by Twilio's own error code; nil leaves it to the status, as every 5xx but 503 must be: an internal error
  /// says nothing about what was queued before it.
  func failure(now: Instant) -> SendOutcome? {
    guard answer.status < 500 || answer.status == 503, let number = body["code"]?.integer,
      let kind = TwilioErrorKind(code: number)
    else { return nil }
    let code = "twilio_\(number)"
    func failed(_ effect: FailureEffect) -> SendOutcome {
      .failed(code: code, effect: effect, detail: body["message"]?.string.map(Redaction.redact))
    }
    return switch kind {
    case .optedOut: failed(.optedOut)
    case .deadAddress: failed(.deadAddress)
    case .permanent, .fraud: failed(.none)
    case .templatePaused: failed(.templatePaused)
    case .templateDisabled: failed(.templateDisabled)
    case .templateRejected: failed(.templateRejected)
    case .configuration: failed(.tripsBreaker)
    case .transient: .rejected(retryAfter: RetryAfter.wait(answer, now: now), code: code)
    }
  }
}
