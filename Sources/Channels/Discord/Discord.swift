public import Domain
import Encoding
import JSON

/// Messages of a bot on Discord: a channel to a person is opened, then the message is posted; into a group's channel it is
/// posted at once (docs/providers/discord.md).
public struct Discord: Provider {
  public static let name = "discord"
  /// What messages to people count against, beside all messages together: Discord watches how many a bot writes to.
  public static let directLimit = "\(name)/dm"

  private let base: ProviderURL
  private let headers: [HTTPCall.Header]

  /// Settings: `DISCORD_BOT_TOKEN`, `DISCORD_BASE_URL`, and `REKINDLE_PUBLIC_URL`, by which Discord may know who writes.
  public init(_ settings: Settings) throws(ProviderSettingError) {
    let token = try settings.require("DISCORD_BOT_TOKEN")
    try ProviderSettingError.requireToken(token, setting: "DISCORD_BOT_TOKEN")
    base = try ProviderURL(settings["DISCORD_BASE_URL"] ?? "https://discord.com/api/v10", setting: "DISCORD_BASE_URL")
    let owner = settings["REKINDLE_PUBLIC_URL"] ?? "https://discord.com"
    headers = [
      .init("Authorization", "Bot \(token)"), .init("User-Agent", "DiscordBot (\(owner), 1)"),
      .init("Content-Type", "application/json"),
    ]
  }

  public func exchange(for message: DiscordMessage, now: Instant) -> Exchange {
    switch message.to {
    case .channel(let id): posting(message, into: .group(id))
    case .person(let account): message.room.map { posting(message, into: .kept($0)) } ?? opening(account, for: message)
    }
  }

  /// The exchange that opens the channel to a person, which is the same one whenever it is asked for.
  func opening(_ account: Snowflake, for message: DiscordMessage) -> Exchange {
    Exchange(
      opening(account), body: Discord.body(of: message), limit: Discord.directLimit,
      news: { observation, now in DiscordLimits.news(of: observation, on: Discord.directLimit, now: now) },
      read: { observation, now in
        guard case .answered(let answer) = observation, answer.status == 200 else {
          return .over(DiscordAnswer.opening(observation, now: now))
        }
        guard let room = DiscordAnswer.id(of: answer).flatMap(Snowflake.init) else {
          return .over(.rejected(retryAfter: nil, code: "discord_no_channel"))
        }
        return .next(posting(message, into: .opened(room)))
      })
  }

  /// The exchange that posts the message; Discord answers its repetition with the message that is there already.
  func posting(_ message: DiscordMessage, into room: DiscordRoom, repetitions: Int = 0) -> Exchange {
    Exchange(
      request("/channels/\(room.id.text)/messages", Discord.body(of: message)), limit: room.limit,
      news: { observation, now in
        DiscordLimits.news(of: observation, on: room.postingLimit, now: now) + DiscordAnswer.news(observation, of: room)
      },
      read: { observation, now in
        let answer = DiscordAnswer.posting(observation, into: room, isRepetition: repetitions > 0, now: now)
        switch answer {
        case .over(let outcome): return .over(outcome)
        case .lost(let outcome) where repetitions < 2:
          return .next(posting(message, into: room, repetitions: repetitions + 1), otherwise: outcome)
        case .lost(let outcome): return .over(outcome)
        case .closed(let outcome):
          guard case .person(let account) = message.to else { return .over(outcome) }
          return .next(opening(account, for: message))
        }
      })
  }

  private func opening(_ account: Snowflake) -> ProviderRequest {
    request("/users/@me/channels", JSON.object(["recipient_id": .string(account.text)]).bytes)
  }

  private static func body(of message: DiscordMessage) -> [UInt8] {
    let flags = (message.hidesPreviews ? 1 << 2 : 0) + (message.isSilent ? 1 << 12 : 0)
    var members: [String: JSON] = [
      "content": .string(message.content), "nonce": .string(message.correlation.nonce), "enforce_nonce": true,
      "allowed_mentions": ["parse": .array(message.mentions.map { .string($0.rawValue) })],
    ]
    if flags > 0 { members["flags"] = .integer(flags) }
    return JSON.object(members).bytes
  }

  private func request(_ path: String, _ body: [UInt8]) -> ProviderRequest {
    .http(HTTPCall(url: base.appending(path), headers: headers, body: body))
  }
}

extension Correlation {
  /// At most 25 characters, as many as Discord takes: the delivery's id, and what tells this installation's from those of
  /// another one with the same bot.
  var nonce: String {
    let hash = environment.utf8.reduce(2_166_136_261 as UInt32) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return "\(deliveryID)-\(String(hash % 60_466_176, radix: 36))"
  }
}
