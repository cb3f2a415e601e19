public import FunctionContract
public import JSON

/// What a function answers Lambda.
public enum LambdaReply {
  /// Most events that a Pipe hands on to a bus, a queue or a topic; of a longer array nothing arrives and nobody says so.
  public static let mostPipedEvents = 10
  /// Largest answer in bytes.
  public static let mostBytes = 6 << 20

  /// The answer to a direct call.
  public static func one(result: JSON, events: [CloudEvent]) -> JSON {
    ["result": result, "events": .array(events.map(\.json))]
  }

  /// The answer to a queue: the messages that are to be delivered again (`ReportBatchItemFailures`).
  public static func queue(failed: [QueueRecord]) -> JSON {
    ["batchItemFailures": .array(failed.map { ["itemIdentifier": .string($0.messageID)] })]
  }

  /// The answer to a Pipe: each event becomes one entry at its target.
  public static func pipe(_ events: [CloudEvent]) throws(HandlerFailure) -> JSON {
    if events.count > mostPipedEvents {
      throw HandlerFailure(
        .software, "Reply.TooManyEvents",
        "\(events.count) events for a Pipe, which hands on \(mostPipedEvents): set its batch size to 1")
    }
    return .array(events.map(\.json))
  }

  /// The answer to a request, in payload format 2.0.
  public static func response(_ response: HTTPResponse) throws(HandlerFailure) -> [UInt8] {
    let bytes = try ReplyEncoder().encode(.http(response, events: []))
    if bytes.count <= mostBytes { return bytes }
    let refusal = HTTPResponse(
      status: 502, headers: ["content-type": "text/plain; charset=utf-8"],
      body: Array("the answer is larger than Lambda takes\n".utf8))
    return try ReplyEncoder().encode(.http(refusal, events: []))
  }

  /// The body of `/error`.
  public static func failure(type: String, message: String) -> JSON {
    ["errorType": .string(type), "errorMessage": .string(message), "stackTrace": []]
  }
}
