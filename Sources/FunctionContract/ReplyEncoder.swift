import JSON

/// Writes what an invocation produced (docs/architecture.md): one JSON object with sorted keys.
public struct ReplyEncoder: Sendable {
  public init() {}

  /// The reply's compact JSON without a newline; a reply that breaks the contract is a bug of the handler, exit code 70.
  public func encode(_ reply: Reply) throws(HandlerFailure) -> [UInt8] {
    try reply.check()
    switch reply {
    case .done(let result, let events):
      return JSON.object(["result": result, "events": .array(events.map(\.json))]).bytes
    case .http(let response, let events):
      var members = encoded(response)
      if !events.isEmpty { members["events"] = .array(events.map(\.json)) }
      return JSON.object(members).bytes
    }
  }

  private func encoded(_ response: HTTPResponse) -> [String: JSON] {
    let body = BodyEncoding(response.body)
    var members: [String: JSON] = [
      "statusCode": .integer(response.status), "headers": .object(response.headers.mapValues(JSON.string)),
      "body": .string(body.text), "isBase64Encoded": .bool(body.isBase64),
    ]
    if !response.cookies.isEmpty { members["cookies"] = .array(response.cookies.map(JSON.string)) }
    return members
  }
}
