import Cryptography
public import Domain
import Encoding
import JSON

extension Invocation.Input {
  /// The event, or the one that carried the request.
  var event: CloudEvent? {
    switch self {
    case .event(let event): event
    case .http(_, let carrier): carrier
    }
  }

  var request: HTTPRequest? { if case .http(let request, _) = self { request } else { nil } }

  /// What tells this input from every other of the same source; equal when a sender repeats itself.
  public var id: String { event?.id ?? request?.identity ?? "" }

  /// The event's type; `http.request` for a bare request.
  public var type: String { event?.type ?? CloudEvent.httpRequestType }

  /// When the input happened: the event's `time`, else the request's; nil where neither is told.
  public var time: Instant? { event?.time ?? request?.time }

  /// A W3C trace context value passed along with the input: the event's extension, else the request's header.
  func trace(_ name: String) -> String? { event?.extensions[name]?.string ?? request?.headers[name] }

  /// The trace id of the input's `traceparent` (W3C Trace Context), nil where it has none.
  public var traceID: String? {
    guard let parts = trace("traceparent")?.split(separator: "-", omittingEmptySubsequences: false), parts.count >= 4,
      parts[1].utf8.count == 32, parts[1].utf8.allSatisfy(\.isLowerCaseHexDigit)
    else { return nil }
    return String(parts[1])
  }
}

extension HTTPRequest {
  /// What the sender or the platform calls this request; a repetition carries the same name.
  ///
  /// Without a name it is a digest of what was asked, so that it is never empty and never random.
  var identity: String {
    for name in ["webhook-id", "idempotency-key"] {
      if let id = headers[name], !id.isEmpty { return id }
    }
    if !requestID.isEmpty { return requestID }
    return Base32.encode(Digest.sha256.hash(Array("\(method) \(rawPath)?\(rawQuery)\0".utf8) + body).prefix(16))
  }
}

extension UInt8 {
  fileprivate var isLowerCaseHexDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
  }
}
