public import FunctionContract
public import JSON

/// What Lambda hands a function, whoever called it.
public enum LambdaPayload: Sendable, Equatable {
  /// An event, a timer or a request alone, from a caller who may read the answer: the scheduler, a Function URL, a direct
  /// call.
  case one(Envelope)
  /// The messages of a topic, one as a rule, or the event of a bus: nobody reads the answer, and the call as a whole
  /// succeeds or fails.
  case unanswered([Envelope])
  /// A batch of a queue; the reply names the messages that failed.
  case queue([QueueRecord])
  /// A batch that a Pipe enriches; the reply is the array of events that the Pipe hands on.
  case pipe([QueueRecord])

  /// Tells the payload from what it holds; the error says what is missing.
  public init(_ document: JSON) throws(ShapeError) {
    if case .array = document {
      self = .pipe(try LambdaPayload.records(["Records": document], of: "aws:sqs", QueueRecord.init))
    } else if document["Records"] != nil {
      self = try LambdaPayload.batch(document)
    } else if document["httpMethod"] != nil {
      throw ShapeError(reason: "this is payload format 1.0: choose 2.0 for the integration", path: "$.httpMethod")
    } else {
      let envelope = try EnvelopeDecoder.decode(document)
      self = document["detail-type"] == nil ? .one(envelope) : .unanswered([envelope])
    }
  }

  private static func batch(_ document: JSON) throws(ShapeError) -> LambdaPayload {
    let first = document["Records"]?.array?.first
    if first?["EventSource"] == "aws:sns" {
      return .unanswered(
        try records(document, of: "aws:sns") { (record) throws(ShapeError) in
          try Notification.envelope(record["Sns"] ?? .null, path: "\(record.path).Sns")
        })
    }
    return .queue(try records(document, of: "aws:sqs", QueueRecord.init))
  }

  private static func records<Record>(
    _ document: JSON, of source: String, _ read: (ObjectReader) throws(ShapeError) -> Record
  ) throws(ShapeError) -> [Record] {
    var records: [Record] = []
    for record in try ObjectReader(document).objects("Records") {
      let found = record["eventSource"]?.string ?? record["EventSource"]?.string ?? "an unknown service"
      guard found == source else {
        throw record.fault(
          "records of \(found.prefix(64)) are not understood: send CloudEvents through SQS, SNS or EventBridge",
          at: "eventSource")
      }
      records.append(try read(record))
    }
    return records
  }
}
