public import FunctionContract
public import JSON

/// An invocation of an Azure Functions custom handler: `{"Data": {<binding>: value}, "Metadata": {…}}`.
///
/// https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers
public struct AzureInvocation: Sendable {
  /// What the trigger's binding holds.
  public let envelope: Envelope

  /// Reads the first binding: a CloudEvent as an object or as JSON in a string, or a timer's state.
  public init(_ document: JSON) throws(ShapeError) {
    let data = try ObjectReader(document).object("Data")
    guard let name = data.members.keys.min(), let value = data.members[name] else {
      throw data.fault("a binding is needed", at: "Data")
    }
    if value["Schedule"] != nil || value["ScheduleStatus"] != nil || value["IsPastDue"] != nil {
      envelope = .timer(nil)
    } else if let text = value.string {
      envelope = try EnvelopeDecoder.decode(try Array(text.utf8).document(at: "$.Data.\(name)"))
    } else {
      envelope = try EnvelopeDecoder.decode(value)
    }
  }

  /// The answer: the events as strings for the output binding `events`, the result as the return value.
  public static func reply(result: JSON, events: [CloudEvent]) -> JSON {
    ["Outputs": ["events": .array(events.map { .string($0.json.text) })], "Logs": [], "ReturnValue": result]
  }
}
