public import FunctionContract
import JSON

/// One message of SQS as Lambda gets it.
public struct QueueRecord: Sendable, Equatable {
  /// What a reply names to have the message delivered again.
  public let messageID: String
  /// How often the message has been received, this time included.
  public let attempt: Int
  /// Whether the queue keeps an order, so that nothing may be handled after a failure.
  public let isOrdered: Bool
  /// What the body holds: an event, an event in EventBridge's or SNS' envelope, or the fault that makes it unusable.
  public let envelope: Result<Envelope, ShapeError>

  init(_ record: ObjectReader) throws(ShapeError) {
    messageID = try record.text("messageId")
    attempt = record["attributes"]?["ApproximateReceiveCount"]?.string.flatMap { Int($0) } ?? 1
    isOrdered = try record.string("eventSourceARN")?.hasSuffix(".fifo") ?? false
    do throws(ShapeError) {
      let body = try Array(record.text("body").utf8).document(at: "\(record.path).body")
      envelope = .success(try EnvelopeDecoder.decode(body))
    } catch {
      envelope = .failure(error)
    }
  }
}
