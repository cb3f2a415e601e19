public import Domain
public import JSON

/// An event in the CloudEvents 1.0 format (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md).
public struct CloudEvent: Sendable, Equatable {
  public var id: String
  public var source: String
  public var type: String
  public var time: Instant?
  public var subject: String?
  public var dataContentType: String?
  public var dataSchema: String?
  public var data: JSON?
  /// Binary payload; at most one of `data` and `dataBase64` is set.
  public var dataBase64: String?
  /// Extension attributes such as `partitionkey`, `causationid`, `correlationid`, `traceparent`.
  public var extensions: [String: JSON]

  public init(
    id: String, source: String, type: String, time: Instant? = nil, subject: String? = nil, data: JSON? = nil,
    extensions: [String: JSON] = [:]
  ) {
    self.id = id
    self.source = source
    self.type = type
    self.time = time
    self.subject = subject
    self.dataContentType = nil
    self.dataSchema = nil
    self.data = data
    self.dataBase64 = nil
    self.extensions = extensions
  }
}
