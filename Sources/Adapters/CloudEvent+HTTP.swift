import Encoding
public import FunctionContract
import JSON

/// Why an HTTP request carries no event that can be used.
public enum EventRefusal: Error, Sendable, Equatable {
  /// 415: the content type is not one of those that carry one event.
  case unsupported(String)
  /// 400: the event is malformed.
  case malformed(String)
}

extension Envelope {
  /// What a posted request carries: a CloudEvent in binary or structured mode (CloudEvents HTTP binding §3), an event in
  /// a platform's envelope, or nothing at all, which is how OpenFaaS' cron connector fires a timer.
  public init(posted request: HTTPRequest) throws(EventRefusal) {
    let type = request.headers["content-type"]?.lowercased() ?? ""
    if type.hasPrefix("application/cloudevents-batch") {
      throw .unsupported("send events one by one: batches are not taken")
    }
    let isStructured = type.hasPrefix("application/cloudevents")
    if isStructured, !type.hasPrefix("application/cloudevents+json") {
      throw .unsupported("send structured events as application/cloudevents+json")
    }
    do throws(ShapeError) {
      self = try Envelope.read(request, isStructured: isStructured)
    } catch {
      throw .malformed("the event cannot be used: \(error)")
    }
    guard case .event(var event) = self else { return }
    for name in ["traceparent", "tracestate"] where event.extensions[name] == nil {
      event.extensions[name] = request.headers[name].map(JSON.string)
    }
    self = .event(event)
  }

  private static func read(_ request: HTTPRequest, isStructured: Bool) throws(ShapeError) -> Envelope {
    if isStructured { return try EnvelopeDecoder.event(try request.body.document(at: "$")) }
    if request.headers["ce-specversion"] != nil {
      return try EnvelopeDecoder.decode(.object(try BinaryMode.members(of: request)))
    }
    if request.body.isEmpty { return .timer(request.time) }
    return try EnvelopeDecoder.decode(try request.body.document(at: "$"))
  }
}

/// Events in binary mode: attributes in `ce-` headers, data in the body (CloudEvents HTTP binding §3.1).
private enum BinaryMode {
  static func members(of request: HTTPRequest) throws(ShapeError) -> [String: JSON] {
    var members: [String: JSON] = [:]
    for (name, value) in request.headers where name.hasPrefix("ce-") {
      let attribute = String(name.dropFirst(3))
      guard let text = PercentEncoding.decode(value.utf8) else {
        throw ShapeError(reason: "the header is not percent-encoded UTF-8", path: "$.\(attribute)")
      }
      members[attribute] = .string(text)
    }
    let type = request.headers["content-type"]
    members["datacontenttype"] = type.map(JSON.string)
    if request.body.isEmpty { return members }
    if isJSON(type) {
      members["data"] = try request.body.document(at: "$.data")
    } else {
      members["data_base64"] = .string(Base64.standard.encode(request.body))
    }
    return members
  }

  private static func isJSON(_ type: String?) -> Bool {
    guard let type = type?.lowercased().prefix(while: { $0 != ";" }) else { return true }
    return type.hasSuffix("/json") || type.hasSuffix("+json")
  }
}
