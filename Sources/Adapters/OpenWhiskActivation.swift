public import Domain
import Encoding
public import FunctionContract
public import JSON

/// One activation of an OpenWhisk action: a line on standard input of the action loop, the body of `/run`.
///
/// https://github.com/apache/openwhisk/blob/master/docs/actions-new.md
public struct OpenWhiskActivation: Sendable {
  /// The event, or the request of a web action.
  public let envelope: Envelope
  public let id: String
  /// When the platform ends the activation.
  public let deadline: Instant?

  /// Reads `{"value": …, "activation_id", "deadline"}`; the deadline counts milliseconds since 1970.
  public init(_ document: JSON) throws(ShapeError) {
    let members = try ObjectReader(document)
    id = try members.string("activation_id") ?? ""
    let end = document["deadline"]?.integer ?? document["deadline"]?.string.flatMap { Int($0) }
    deadline = end.flatMap { (0...1 << 50).contains($0) ? Instant(microseconds: $0 * 1000) : nil }
    let value = document["value"] ?? [:]
    if value["__ow_method"] != nil {
      envelope = .request(try OpenWhiskActivation.webRequest(value, id: id))
    } else if value["specversion"] == nil, value["lastExecutionDate"] != nil || value.object?.isEmpty != false {
      envelope = .timer(nil)
    } else {
      envelope = try EnvelopeDecoder.decode(value)
    }
  }

  /// The result of an activation that worked.
  public static func reply(result: JSON, events: [CloudEvent]) -> JSON {
    ["result": result, "events": .array(events.map(\.json))]
  }

  /// The result of an activation that failed with the contract's error object.
  public static func failure(_ error: JSON) -> JSON {
    ["error": error]
  }

  /// A raw HTTP web action's request.
  private static func webRequest(_ value: JSON, id: String) throws(ShapeError) -> HTTPRequest {
    let members = try ObjectReader(value)
    var headers: [String: String] = [:]
    if let given = try members.objectIfPresent("__ow_headers") {
      for name in given.members.keys { headers[name.lowercased()] = try given.string(name) }
    }
    let text = try members.string("__ow_body") ?? ""
    let path = try members.string("__ow_path") ?? ""
    return HTTPRequest(
      method: try members.text("__ow_method").uppercased(), rawPath: path.isEmpty ? "/" : path,
      rawQuery: try members.string("__ow_query") ?? "", headers: headers,
      cookies: headers["cookie"]?.split(separator: ";").map { String($0.drop { $0 == " " }) } ?? [],
      body: Base64.standard.decode(text) ?? Array(text.utf8),
      sourceIP: headers["x-forwarded-for"]?.split(separator: ",").first.map(String.init) ?? "", requestID: id)
  }
}
