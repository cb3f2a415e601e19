import Domain
import Encoding
public import FunctionContract
public import JSON

/// Tells what a JSON document is from what it holds, whatever platform brought it.
public enum EnvelopeDecoder {
  /// The event or request in `document`; the error says what is missing.
  public static func decode(_ document: JSON) throws(ShapeError) -> Envelope {
    if document["specversion"] != nil { return try event(document) }
    if document["requestContext"]?["http"] != nil { return .request(try HTTPRequest(json: document)) }
    if document["detail-type"] != nil { return try EventBridgeEvent.envelope(document) }
    if document["Type"] == "Notification", document["Message"] != nil {
      return try Notification.envelope(document, path: "$")
    }
    if document["message"]?["data"] != nil, document["subscription"] != nil { return try pubSub(document) }
    if document["Data"]?.object != nil, document["Metadata"] != nil {
      return try AzureInvocation(document).envelope
    }
    if document["value"] != nil, document["activation_id"] != nil {
      return try OpenWhiskActivation(document).envelope
    }
    throw ShapeError(
      reason: "neither a CloudEvent (specversion), nor a request in payload format 2.0 (requestContext.http), nor an "
        + "envelope of a known platform",
      path: "$")
  }

  /// A CloudEvent; Knative's ping stands for a timer of ours: its own id is new at every attempt.
  static func event(_ document: JSON) throws(ShapeError) -> Envelope {
    let event = try CloudEvent(json: document)
    return event.type == knativePing ? .timer(event.time) : .event(event)
  }

  /// Type of the events of a Knative `PingSource`.
  static let knativePing = "dev.knative.sources.ping"

  /// A push of Google Cloud Pub/Sub: our event is the message's data.
  private static func pubSub(_ document: JSON) throws(ShapeError) -> Envelope {
    let message = try ObjectReader(document).object("message")
    guard let bytes = Base64.standard.decode(try message.text("data")) else {
      throw message.fault("the data is not base64", at: "data")
    }
    return try decode(try bytes.document(at: "$.message.data"))
  }
}

extension Collection where Element == UInt8 {
  /// The JSON document that these bytes are; the error names `path`.
  func document(at path: String) throws(ShapeError) -> JSON {
    do throws(JSONError) { return try JSON.parse(self) } catch {
      throw ShapeError(reason: "this is not JSON: \(error)", path: path)
    }
  }
}
