import Channels
import Domain
import FunctionContract
import JSON
import Transport

/// POSTs each event in structured mode (CloudEvents HTTP binding §3.2); a 2xx is a confirmation, but not one that hands
/// back an event: the receiver leaves its events to a caller, and nobody would take them here.
///
/// Unless `waits`, it does not wait for what the event causes: another function's host takes it and answers at once.
struct CloudEventSink: EventSink {
  let url: String
  let client: HTTPClient
  let waits: Bool

  func hand(_ events: [CloudEvent], timeout: () -> Instant.Span) -> Delivery {
    var headers = [HTTPCall.Header("Content-Type", "application/cloudevents+json; charset=utf-8")]
    if !waits { headers.append(.init("Prefer", "respond-async")) }
    for (index, event) in events.enumerated() {
      let request = HTTPClient.Request(url, headers: headers, body: event.json.bytes, timeout: timeout())
      let observation = client.send(request)
      if let fault = Fault(observation) ?? Fault(reply: observation) {
        return Delivery(left: Array(events[index...]), fault: fault)
      }
    }
    return .complete
  }
}

extension Fault {
  /// The fault of an answer that holds events.
  fileprivate init?(reply observation: Observation) {
    guard case .answered(let answer) = observation,
      answer.header("content-type")?.lowercased().hasPrefix("application/cloudevents") == true
        || answer.header("ce-type") != nil
    else { return nil }
    self.init("answered_with_events", mayPass: false)
  }
}
