import FunctionContract

/// Ids that the fake refuses with the error code in their last six digits: `100000000000050007` takes no messages of the bot.
struct MagicAccount {
  private static let start = "100000000000"
  private static let refusals: [Int: (status: Int, message: String, isAtOpening: Bool)] = [
    10003: (404, "Unknown Channel", false), 10004: (404, "Unknown Guild", false), 10013: (404, "Unknown User", true),
    40001: (401, "Unauthorized", false), 50001: (403, "Missing Access", false),
    50007: (403, "Cannot send messages to this user", false), 50013: (403, "Missing Permissions", false),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds", false),
  ]

  private let code: Int

  /// nil for an id that leads somewhere.
  init?(_ id: String) {
    let digits = id.drop { $0 == "#" }
    guard digits.hasPrefix(MagicAccount.start), digits.count == 18, let code = Int(digits.suffix(6)),
      MagicAccount.refusals[code] != nil
    else { return nil }
    self.code = code
  }

  /// The refusal of the wish for a channel, or of a message into it; nil where that request is fine.
  func refusal(ofOpening isOpening: Bool) -> HTTPResponse? {
    guard let refusal = MagicAccount.refusals[code], refusal.isAtOpening == isOpening else { return nil }
    return DiscordDesk.error(refusal.status, code, refusal.message)
  }
}
