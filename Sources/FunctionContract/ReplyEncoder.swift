import JSON

/// Writes what an invocation produced (DESIGN §3): one JSON object with sorted keys.
public struct ReplyEncoder: Sendable {
  /// Most events that one reply may carry: the tightest bus takes no more.
  public static let maxEvents = 10
  /// Largest event in bytes, as every bus must forward it (CloudEvents 1.0 §Size Limits).
  public static let maxEventBytes = 64 << 10

  public init() {}

  /// The reply's compact JSON without a newline; a reply that breaks the contract is a bug of the handler, exit code 70.
  public func encode(_ reply: Reply) throws(HandlerFailure) -> [UInt8] {
    switch reply {
    case .done(let result, let events):
      return JSON.object(["result": result, "events": .array(try encoded(events))]).bytes
    case .http(let response, let events):
      var members = try encoded(response)
      if !events.isEmpty { members["events"] = .array(try encoded(events)) }
      return JSON.object(members).bytes
    }
  }

  private func encoded(_ events: [CloudEvent]) throws(HandlerFailure) -> [JSON] {
    if events.count > ReplyEncoder.maxEvents {
      throw ReplyEncoder.bug("\(events.count) events in one reply, more than \(ReplyEncoder.maxEvents)")
    }
    var encoded: [JSON] = []
    for event in events {
      let json = event.json
      let size = json.bytes.count
      if size > ReplyEncoder.maxEventBytes {
        throw ReplyEncoder.bug("an emitted event has \(size) bytes, more than \(ReplyEncoder.maxEventBytes)")
      }
      encoded.append(json)
    }
    return encoded
  }

  private func encoded(_ response: HTTPResponse) throws(HandlerFailure) -> [String: JSON] {
    if !(100...599).contains(response.status) { throw ReplyEncoder.bug("\(response.status) is no HTTP status") }
    let values = response.headers.flatMap { [$0.key, $0.value] } + response.cookies
    if values.contains(where: { $0.utf8.contains { $0 < 0x20 && $0 != 0x09 } }) {
      throw ReplyEncoder.bug("a response header holds a line break or another control character")
    }
    let body = BodyEncoding(response.body)
    var members: [String: JSON] = [
      "statusCode": .integer(response.status), "headers": .object(response.headers.mapValues(JSON.string)),
      "body": .string(body.text), "isBase64Encoded": .bool(body.isBase64),
    ]
    if !response.cookies.isEmpty { members["cookies"] = .array(response.cookies.map(JSON.string)) }
    return members
  }

  private static func bug(_ message: String) -> HandlerFailure {
    HandlerFailure(.software, "Bug.Reply", message)
  }
}
