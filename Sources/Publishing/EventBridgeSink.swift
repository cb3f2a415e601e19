import Domain
import FunctionContract
import JSON

/// Puts each event on a bus verbatim: `detail` is the CloudEvent, `detail-type` its type, `source` its source.
struct EventBridgeSink: EventSink {
  let service: AWSService
  let bus: String

  func hand(_ events: [CloudEvent], timeout: () -> Instant.Span) -> Delivery {
    EventBatch.deliver(events) { (batch, delivery) throws(Fault) in
      note(try service.call("PutEvents", input(batch), timeout: timeout()), batch, in: &delivery)
    }
  }

  /// Entries of the answer stand in the order of the request; one without an id was not taken.
  private func note(_ output: JSON, _ batch: EventBatch, in delivery: inout Delivery) {
    let entries = output["Entries"]?.array ?? []
    for (index, event) in batch.events.enumerated() {
      let entry = index < entries.count ? entries[index] : [:]
      if entry["EventId"]?.string != nil { continue }
      let code = entry["ErrorCode"]?.string ?? "unknown"
      delivery.add([event], Fault(String(code.prefix(64)), mayPass: AWSService.isPassing(code)))
    }
  }

  private func input(_ batch: EventBatch) -> JSON {
    let entries = zip(batch.events, batch.bodies).map { event, body -> JSON in
      var entry: [String: JSON] = [
        "EventBusName": .string(bus), "Source": .string(event.source), "DetailType": .string(event.type),
        "Detail": .string(body),
      ]
      entry["Time"] = event.time.map { .integer($0.seconds) }
      return .object(entry)
    }
    return ["Entries": .array(entries)]
  }
}
