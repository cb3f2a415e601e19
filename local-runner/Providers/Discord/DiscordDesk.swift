import Domain
import FunctionContract
import JSON
import Processes

/// What Discord remembers between two requests of a bot: what it was asked of late, and which messages it has posted.
final class DiscordDesk: Sendable {
  private struct State {
    var windows: [String: DiscordWindow] = [:]
    /// What was answered to a message, by channel and nonce.
    var posted: [String: (response: HTTPResponse, until: Monotonic)] = [:]
  }

  /// So long the nonce of a message is known.
  private static let memory = Instant.Span.minutes(3)
  /// What is added to an account's id to make the id of the channel that is open to it.
  private static let offset: UInt64 = 5_000_000_000_000_000_000

  private let state = Monitor(State())

  /// The answer to the wish for a channel to one person.
  func open(_ account: String) -> HTTPResponse {
    if let refusal = MagicAccount(account)?.refusal(ofOpening: true) { return refusal }
    if let wait = take("everything", .bot) { return DiscordDesk.tooMany(for: wait, isGlobal: true) }
    if let wait = take("open", .opening) { return DiscordDesk.tooMany(for: wait, isGlobal: false) }
    guard let id = UInt64(account), id < DiscordDesk.offset else {
      return DiscordDesk.error(400, 50035, "Invalid Form Body")
    }
    let body: JSON = [
      "id": .string(String(id + DiscordDesk.offset)), "type": 1, "recipients": [["id": .string(account)]],
    ]
    return HTTPResponse(status: 200, headers: headers("open", .opening), body: body.bytes)
  }

  /// The answer to a message that is not posted, or was before; nil where it is posted now.
  func refusal(of message: JSON, into room: String) -> HTTPResponse? {
    if let refusal = MagicAccount(DiscordDesk.reader(of: room))?.refusal(ofOpening: false) { return refusal }
    if message["content"]?.string.map({ $0.isEmpty || $0.count > 2000 }) ?? true {
      return DiscordDesk.error(400, 50035, "Invalid Form Body")
    }
    if let wait = take("everything", .bot) { return DiscordDesk.tooMany(for: wait, isGlobal: true) }
    if message["enforce_nonce"]?.bool == true, let known = posted(message["nonce"], into: room) { return known }
    if let wait = take(room, .channel) { return DiscordDesk.tooMany(for: wait, isGlobal: false) }
    return nil
  }

  /// Remembers a message and answers it.
  func accept(_ message: JSON) -> HTTPResponse {
    let room = message["channel_id"]?.string ?? ""
    let response = HTTPResponse(status: 200, headers: headers(room, .channel), body: message.bytes)
    if let key = DiscordDesk.key(message["nonce"], room) {
      state.withLock { $0.posted[key] = (response, .now + DiscordDesk.memory) }
    }
    return response
  }

  private func posted(_ nonce: JSON?, into room: String) -> HTTPResponse? {
    guard let key = DiscordDesk.key(nonce, room) else { return nil }
    return state.read { $0.posted[key] }.flatMap { $0.until > .now ? $0.response : nil }
  }

  private static func key(_ nonce: JSON?, _ room: String) -> String? { nonce?.string.map { "\(room) \($0)" } }

  /// Counts a request; the seconds to wait where it is one too many.
  private func take(_ name: String, _ limit: DiscordWindow.Limit) -> Double? {
    state.withLock { $0.windows[name, default: DiscordWindow(limit)].take() }
  }

  private func headers(_ name: String, _ limit: DiscordWindow.Limit) -> [String: String] {
    let window = state.read { $0.windows[name] } ?? DiscordWindow(limit)
    return [
      "content-type": "application/json", "x-ratelimit-limit": "\(limit.requests)",
      "x-ratelimit-remaining": "\(window.remaining)", "x-ratelimit-reset-after": "\(window.resetAfter)",
      "x-ratelimit-bucket": limit.name,
    ]
  }

  static func error(_ status: Int, _ code: Int, _ message: String) -> HTTPResponse {
    let body: JSON = ["code": .integer(code), "message": .string(message)]
    return HTTPResponse(status: status, headers: ["content-type": "application/json"], body: body.bytes)
  }

  static func tooMany(for seconds: Double, isGlobal: Bool) -> HTTPResponse {
    let body: JSON = [
      "message": "You are being rate limited.", "retry_after": .number(seconds), "global": .bool(isGlobal),
    ]
    var headers = [
      "content-type": "application/json", "retry-after": "\(Int(seconds.rounded(.up)))",
      "x-ratelimit-reset-after": "\(seconds)", "x-ratelimit-scope": isGlobal ? "global" : "user",
    ]
    if isGlobal { headers["x-ratelimit-global"] = "true" }
    return HTTPResponse(status: 429, headers: headers, body: body.bytes)
  }

  /// Whom a channel leads to: an account, or a group's channel with a `#`.
  static func reader(of room: String) -> String {
    guard let id = UInt64(room), id >= offset else { return "#" + room }
    return String(id - offset)
  }
}
