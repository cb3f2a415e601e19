import Domain
import JSON

/// What Discord's answers mean; total over everything that can be seen on the wire.
enum DiscordAnswer {
  /// The answer to a message.
  enum Posting: Sendable {
    case over(SendOutcome)
    /// It may have been taken: the same request may be asked again while the nonce is known there, else it ends so.
    case lost(SendOutcome)
    /// The channel that was kept leads nowhere any more: it has to be opened anew.
    case closed(SendOutcome)
  }

  static func body(_ answer: Observation.Answer) -> JSON? {
    try? JSON.parse(answer.body, limits: JSONLimits(bytes: 1 << 18, depth: 32))
  }

  static func id(of answer: Observation.Answer) -> String? { body(answer)?["id"]?.string }

  /// What becomes of the message where its channel was not opened: it was not taken, whatever was lost.
  static func opening(_ observation: Observation, now: Instant) -> SendOutcome {
    let outcome = outcome(of: observation, isGroup: false, now: now)
    switch outcome {
    case .ambiguous(let code): return .rejected(retryAfter: nil, code: code)
    case .accepted: return .rejected(retryAfter: nil, code: "discord_no_channel")
    default: return outcome
    }
  }

  static func posting(
    _ observation: Observation, into room: DiscordRoom, isRepetition: Bool, now: Instant
  ) -> Posting {
    let isGroup = if case .group = room { true } else { false }
    let outcome = outcome(of: observation, isGroup: isGroup, now: now)
    if case .kept = room, case .answered(let answer) = observation,
      let code = body(answer)?["code"]?.integer, [10003, 50001].contains(code)
    {
      return .closed(outcome)
    }
    switch outcome {
    case .ambiguous: return .lost(outcome)
    // The first request may have been taken: that the second was not says nothing.
    case .notAttempted where isRepetition: return .over(.ambiguous(code: "repetition_too_late"))
    case .rejected(_, let code) where isRepetition: return .over(.ambiguous(code: code))
    default: return .over(outcome)
    }
  }

  /// Where further messages to the same person go.
  static func news(_ observation: Observation, of room: DiscordRoom) -> [ProviderNews] {
    guard case .opened(let id) = room, case .answered(let answer) = observation, answer.status == 200 else { return [] }
    return [.room(id.text)]
  }

  private static func outcome(of observation: Observation, isGroup: Bool, now: Instant) -> SendOutcome {
    HTTPClassification.outcome(
      of: observation, now: now, accepted: id, failure: { failure($0, isGroup: isGroup, now: now) })
  }

  /// The outcome by Discord's own code, else by the status.
  private static func failure(_ answer: Observation.Answer, isGroup: Bool, now: Instant) -> SendOutcome? {
    let body = body(answer)
    let number = body?["code"]?.integer ?? 0
    if answer.status == 429 {
      return .rejected(
        retryAfter: DiscordLimits.wait(answer, now: now), code: number == 0 ? "http_429" : "discord_\(number)")
    }
    guard let kind = DiscordErrorKind(code: number, isGroup: isGroup) else { return nil }
    let code = "discord_\(number)"
    func failed(_ effect: FailureEffect) -> SendOutcome {
      .failed(code: code, effect: effect, detail: body?["message"]?.string.map(Redaction.redact))
    }
    switch kind {
    case .closed: return failed(.deadAddress)
    case .refused: return failed(.none)
    case .configuration: return failed(.tripsBreaker)
    case .transient: return .rejected(retryAfter: DiscordLimits.wait(answer, now: now), code: code)
    }
  }
}
