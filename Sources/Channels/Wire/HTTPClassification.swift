import Domain

/// The part of the classification that is equal for every provider over HTTP (docs/correctness.md).
enum HTTPClassification {
  /// The outcome of `observation`; a final status decides whatever became of the body after it.
  static func outcome(
    of observation: Observation, now: Instant, accepted: (Observation.Answer) -> String?,
    failure: (Observation.Answer) -> SendOutcome?
  ) -> SendOutcome {
    switch observation {
    case .answered(let answer) where (200..<300).contains(answer.status):
      .accepted(providerMessageID: accepted(answer).flatMap { isID($0) ? $0 : nil })
    case .answered(let answer):
      failure(answer) ?? byStatus(answer, now: now)
    default:
      withoutAnswer(observation)
    }
  }

  /// Whether the ledger can hold it; what cannot be kept is no id, and stops no outcome that is recorded with it.
  private static func isID(_ text: String) -> Bool { (1...200).contains(text.utf8.count) && !text.utf8.contains(0) }

  /// The outcome where the provider said nothing.
  static func withoutAnswer(_ observation: Observation) -> SendOutcome {
    switch observation {
    case .answered(let answer): .ambiguous(code: "status_\(answer.status)")
    case .notSent(let what): .rejected(retryAfter: nil, code: what.rawValue)
    case .interrupted(let what): .ambiguous(code: what.rawValue)
    case .tooLate: .notAttempted
    case .refused(.malformedRequest):
      .failed(code: Observation.Refusal.malformedRequest.rawValue, effect: .none, detail: nil)
    case .refused(let why): .failed(code: why.rawValue, effect: .tripsBreaker, detail: nil)
    }
  }

  private static func byStatus(_ answer: Observation.Answer, now: Instant) -> SendOutcome {
    let code = "http_\(answer.status)"
    let wait = RetryAfter.wait(answer, now: now)
    switch answer.status {
    case 408, 425, 429: return .rejected(retryAfter: wait, code: code)
    case 503 where wait != nil: return .rejected(retryAfter: wait, code: code)
    // A redirection leads where no setting allows to go: the base URL is wrong for every message.
    case 401, 403, 300..<400: return .failed(code: code, effect: .tripsBreaker, detail: nil)
    case 400..<500: return .failed(code: code, effect: .none, detail: nil)
    default: return .ambiguous(code: code)
    }
  }
}
