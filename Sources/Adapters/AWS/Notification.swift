import FunctionContract
import JSON

/// A notification of SNS, as Lambda gets it in a record and a queue without raw delivery in a body.
///
/// https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
enum Notification {
  /// What the notification's `Message` holds; `path` is where the notification stands.
  static func envelope(_ notification: JSON, path: String) throws(ShapeError) -> Envelope {
    let members = try ObjectReader(notification, path: path)
    return try EnvelopeDecoder.decode(try Array(members.text("Message").utf8).document(at: "\(path).Message"))
  }
}
