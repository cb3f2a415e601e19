import Domain
import JSON

/// What Discord's answers say about its limits (docs/providers/discord.md).
enum DiscordLimits {
  /// The pauses that an answer asks for: of the whole bot where it says so, else of `limit`, which is nil where only this
  /// message counts against it.
  static func news(of observation: Observation, on limit: String?, now: Instant) -> [ProviderNews] {
    guard case .answered(let answer) = observation else { return [] }
    if answer.status == 429 {
      let wait = wait(answer, now: now) ?? .seconds(1)
      if isGlobal(answer) { return [.pause(limit: Discord.name, wait: wait)] }
      return limit.map { [.pause(limit: $0, wait: wait)] } ?? []
    }
    guard let limit, answer.header("x-ratelimit-remaining") == "0",
      let wait = answer.header("x-ratelimit-reset-after").flatMap(span)
    else { return [] }
    return [.pause(limit: limit, wait: wait)]
  }

  /// How long a refused request waits: the body's number, which is finer than the header's.
  static func wait(_ answer: Observation.Answer, now: Instant) -> Instant.Span? {
    DiscordAnswer.body(answer)?["retry_after"]?.double.flatMap(span)
      ?? answer.header("x-ratelimit-reset-after").flatMap(span) ?? RetryAfter.wait(answer, now: now)
  }

  /// Whether the answer is about everything that the bot asks, as it is where no part of Discord's own has written it.
  private static func isGlobal(_ answer: Observation.Answer) -> Bool {
    guard let body = DiscordAnswer.body(answer) else { return true }
    return body["global"]?.bool == true || answer.header("x-ratelimit-global")?.lowercased() == "true"
      || answer.header("x-ratelimit-scope")?.lowercased() == "global"
  }

  private static func span(_ seconds: String) -> Instant.Span? { Double(seconds).flatMap(span) }

  /// Between nothing and an hour; nil for what is no time.
  private static func span(_ seconds: Double) -> Instant.Span? {
    guard seconds.isFinite, seconds >= 0 else { return nil }
    return min(Instant.Span(microseconds: Int((min(seconds, 3600) * 1e6).rounded(.up))), RetryAfter.cap)
  }
}
