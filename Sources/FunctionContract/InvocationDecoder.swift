public import JSON

/// Reads what a handler was called with (docs/architecture.md): bytes in, an event or a request out.
public struct InvocationDecoder: Sendable {
  /// Largest input in bytes and deepest nesting.
  public var limits: JSONLimits

  /// A decoder for at most 6 MiB and 64 levels.
  public init(limits: JSONLimits = .event) { self.limits = limits }

  /// The input that `bytes` hold; every refusal has exit code 65 and says where the fault is.
  public func decode(_ bytes: some Collection<UInt8>) throws(HandlerFailure) -> Invocation.Input {
    if bytes.count > limits.bytes { throw InvocationDecoder.tooLarge(limit: limits.bytes) }
    if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
      throw HandlerFailure(
        .badEvent, "Event.Empty", "standard input is empty: pipe one CloudEvent or HTTP request in JSON")
    }
    let document: JSON
    do throws(JSONError) { document = try JSON.parse(bytes, limits: limits) } catch {
      throw HandlerFailure(.badEvent, "Event.NotJSON", "the event is not JSON that can be read: \(error)")
    }
    do throws(ShapeError) { return try InvocationDecoder.input(document) } catch {
      throw HandlerFailure(.badEvent, "Event.Invalid", "the event cannot be used: \(error)")
    }
  }

  /// The refusal of an input of more than `limit` bytes.
  public static func tooLarge(limit: Int) -> HandlerFailure {
    HandlerFailure(
      .badEvent, "Event.TooLarge", "the event has more than \(limit) bytes: pass ids of rows, not the rows")
  }

  private static func input(_ document: JSON) throws(ShapeError) -> Invocation.Input {
    if document["specversion"] != nil {
      let event = try CloudEvent(json: document)
      guard event.type == CloudEvent.httpRequestType else { return .event(event) }
      let members = try ObjectReader(document).object("data")
      return .http(try HTTPRequest(members: members), carrier: event)
    }
    if document["requestContext"]?["http"] != nil { return .http(try HTTPRequest(json: document), carrier: nil) }
    throw ShapeError(
      reason: "neither a CloudEvent (it has no specversion) nor an HTTP request in payload format 2.0 "
        + "(it has no requestContext.http)",
      path: "$")
  }
}
