import Domain
import FunctionContract
import JSON

/// An event of EventBridge: `{"detail-type", "source", "id", "time", "detail", …}`.
///
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
enum EventBridgeEvent {
  /// Our event where `detail` is one, our timer where a schedule fired, else the event in CloudEvents' words: the same
  /// id and source at every attempt.
  static func envelope(_ document: JSON) throws(ShapeError) -> Envelope {
    let members = try ObjectReader(document)
    if let detail = document["detail"], detail["specversion"] != nil { return try EnvelopeDecoder.decode(detail) }
    let type = try members.text("detail-type")
    let source = try members.text("source")
    let time = try members.string("time").flatMap { Instant(rfc3339: $0) }
    if type == "Scheduled Event", source == "aws.events" || source == "aws.scheduler" { return .timer(time) }
    return .event(
      CloudEvent(id: try members.text("id"), source: source, type: type, time: time, data: document["detail"]))
  }
}
