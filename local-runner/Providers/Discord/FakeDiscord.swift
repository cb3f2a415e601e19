import Domain
import FunctionContract
import JSON

/// Discord's API for bots with its limits and error codes (docs/providers/discord.md); it calls nothing back.
struct FakeDiscord: FakeProvider {
  let name = "discord"
  let channel = Channel.discord
  let path = "/api/v10/channels/{channel}/messages"
  let authorization = "Bot"
  private let desk = DiscordDesk()

  func takes(_ target: String, _ body: [UInt8]) -> Bool { takes(target) || isOpening(target) }

  /// Digits that no other run has, as long as Discord's.
  func messageID(_ run: String, _ number: Int) -> String {
    let start = run.utf8.reduce(0) { ($0 * 31 + Int($1)) % 1_000_000 }
    return String(1_300_000_000_000_000_000 + start * 1_000_000_000 + number)
  }

  /// What stands before the hyphen of the nonce.
  func deliveryID(_ body: [UInt8]) -> String {
    String(ByteSearch.id(after: #""nonce":""#, in: body).prefix { $0 != "-" })
  }

  func answer(_ target: String, _ body: [UInt8]) -> HTTPResponse? {
    let request = (try? JSON.parse(body)) ?? [:]
    if isOpening(target) { return desk.open(request["recipient_id"]?.string ?? "") }
    return desk.refusal(of: request, into: FakeDiscord.room(target))
  }

  func kept(_ target: String, _ body: [UInt8]) -> [UInt8] {
    guard var members = (try? JSON.parse(body))?.object else { return body }
    members["channel_id"] = .string(FakeDiscord.room(target))
    return JSON.object(members).bytes
  }

  func acceptance(_ message: AcceptedMessage, _ target: String) -> HTTPResponse {
    let request = (try? JSON.parse(message.body)) ?? [:]
    let posted: JSON = [
      "id": .string(message.id), "type": 0, "channel_id": .string(FakeDiscord.room(target)),
      "content": request["content"] ?? "", "nonce": request["nonce"] ?? .null,
      "timestamp": .string(message.acceptedAt.rfc3339), "author": ["id": "1100000000000000001", "bot": true],
      "flags": request["flags"] ?? 0,
    ]
    return desk.accept(posted)
  }

  func refusal(_ status: Int) -> HTTPResponse {
    switch status {
    case 401: DiscordDesk.error(401, 0, "401: Unauthorized")
    case 429: DiscordDesk.tooMany(for: 1, isGlobal: false)
    default: DiscordDesk.error(status, 0, "\(status): Internal Server Error")
    }
  }

  func read(_ body: [UInt8]) -> ReadMessage {
    let message = (try? JSON.parse(body)) ?? [:]
    let text = message["content"]?.string ?? ""
    return ReadMessage(
      to: DiscordDesk.reader(of: message["channel_id"]?.string ?? ""), subject: String(text.prefix(60)), text: text)
  }

  func callbacks(of messages: [AcceptedMessage], _ context: CallbackContext) -> [HTTPRequest] { [] }

  func freshSecrets() -> [String: String] { ["DISCORD_BOT_TOKEN": RandomText.hex(32)] }

  func settings(_ secrets: LocalSettings, address: String) -> [String: String] {
    ["DISCORD_BOT_TOKEN": secrets["DISCORD_BOT_TOKEN"], "DISCORD_BASE_URL": address + "/api/v10"]
  }

  private func isOpening(_ target: String) -> Bool { target == "/api/v10/users/@me/channels" }

  private static func room(_ target: String) -> String {
    let parts = target.split(separator: "/")
    return parts.count > 3 ? String(parts[3]) : ""
  }
}
