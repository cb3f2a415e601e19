import Channels
import Domain
import FunctionContract
import JSON
import Transport

/// POSTs each event in structured mode (CloudEvents HTTP binding §3.2); any 2xx is a confirmation.
///
/// Unless `waits`, it does not wait for what the event causes: another function's host takes it and answers at once.
struct CloudEventSink: EventSink {
  let url: String
  let client: HTTPClient
  let waits: Bool

  func hand(_ events: [CloudEvent], timeout: Instant.Span) -> Delivery {
    var headers = [HTTPCall.Header("Content-Type", "application/cloudevents+json; charset=utf-8")]
    if !waits { headers.append(.init("Prefer", "respond-async")) }
    for (index, event) in events.enumerated() {
      let request = HTTPClient.Request(url, headers: headers, body: event.json.bytes, timeout: timeout)
      if let fault = Fault(client.send(request)) { return Delivery(left: Array(events[index...]), fault: fault) }
    }
    return .complete
  }
}
