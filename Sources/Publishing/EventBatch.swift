import FunctionContract
import JSON

/// Events that go out in one call, with their texts.
struct EventBatch {
  /// Most entries of one `SendMessageBatch` or `PutEvents`.
  static let maxEvents = 10
  /// Bytes of one call's events: 256 KiB, the smallest limit among versions of the services, less what each event's
  /// attributes take beside its text.
  static let maxBytes = 240 << 10

  private(set) var events: [CloudEvent] = []
  private(set) var bodies: [String] = []
  private var bytes = 0

  /// `events` in their order, in as few batches as the limits allow; an event over them is alone in its batch.
  static func batches(of events: [CloudEvent]) -> [EventBatch] {
    var batches: [EventBatch] = []
    for event in events {
      let body = event.json.text
      if let last = batches.last, last.events.count < maxEvents, last.bytes + body.utf8.count <= maxBytes {
        batches[batches.count - 1].append(event, body)
      } else {
        var batch = EventBatch()
        batch.append(event, body)
        batches.append(batch)
      }
    }
    return batches
  }

  /// Hands `events` over a batch at a time; `hand` notes what a batch has left, or throws what befell all of it.
  static func deliver(
    _ events: [CloudEvent], by hand: (EventBatch, inout Delivery) throws(Fault) -> Void
  ) -> Delivery {
    var delivery = Delivery.complete
    for batch in batches(of: events) {
      do throws(Fault) { try hand(batch, &delivery) } catch { delivery.add(batch.events, error) }
    }
    return delivery
  }

  private mutating func append(_ event: CloudEvent, _ body: String) {
    events.append(event)
    bodies.append(body)
    bytes += body.utf8.count
  }
}
