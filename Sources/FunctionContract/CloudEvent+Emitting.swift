import Cryptography
import Domain
import Encoding
public import JSON

extension CloudEvent {
  /// The type of an event whose `data` is an HTTP request in payload format 2.0.
  public static let httpRequestType = "http.request"

  /// An event caused by `cause`, byte-identical whenever the same cause is handled again at the same `now`.
  ///
  /// Its id is derived from the cause's source and id, the handler's name and `key`, so that a repetition carries an
  /// equal id. Causation, correlation and trace context are passed on.
  ///
  /// - Parameters:
  ///   - name: The emitting handler; becomes the source `/functions/<name>`.
  ///   - key: What tells this event from the others of the same cause: an index or a business key.
  ///   - partitionKey: The learner's id where there is one: brokers keep the order of equal keys.
  ///   - mergeKey: Where it is a hint that loses nothing by waiting with others: a bus may make one of those that wait with equal
  ///     type and key.
  public static func emitted(
    by name: String, from cause: Invocation, key: String, type: String, data: JSON? = nil, subject: String? = nil,
    partitionKey: String? = nil, mergeKey: String? = nil
  ) -> CloudEvent {
    let causeID = cause.input.id
    let causeSource = cause.input.event?.source ?? "/http/\(name)"
    let digest = Digest.sha256.hash(Array("\(causeSource)\0\(causeID)\0\(name)\0\(key)".utf8))
    var extensions: [String: JSON] = ["causationid": .string(causeID)]
    extensions["correlationid"] = cause.input.event?.extensions["correlationid"] ?? .string(causeID)
    for name in ["traceparent", "tracestate"] {
      extensions[name] = cause.input.trace(name).map(JSON.string)
    }
    extensions["partitionkey"] = partitionKey.map(JSON.string)
    extensions["mergekey"] = mergeKey.map(JSON.string)
    return CloudEvent(
      id: String(Base32.encode(digest).prefix(26)), source: "/functions/\(name)", type: type, time: cause.now,
      subject: subject, data: data, extensions: extensions)
  }
}
