import Domain
import FunctionContract
import JSON
import Testing

struct EmittedEventTests {
  private let trace = "00-0af7651916cd43dd8448eb211c80319c-b9c7c989f97918e1-01"

  private func tick(_ extensions: [String: JSON] = [:]) -> Invocation {
    Invocation(
      input: .event(CloudEvent(id: "tick-1", source: "/timers", type: "timer.schedule-tick", extensions: extensions)),
      now: Instant(seconds: 60))
  }

  private func emitted(_ cause: Invocation, by name: String = "schedule-tick", key: String = "0") -> CloudEvent {
    .emitted(by: name, from: cause, key: key, type: "delivery.email.due", data: ["ids": [1]], partitionKey: "7")
  }

  @Test func anEmittedEventNamesItsOriginAndItsCause() {
    let event = emitted(tick(["traceparent": .string(trace), "tracestate": "a=b"]))
    #expect(event.id == "cswz5oc24luvxejbhnucfj4kc3")
    #expect(event.source == "/functions/schedule-tick")
    #expect(event.time == Instant(seconds: 60))
    #expect(
      event.extensions == [
        "causationid": "tick-1", "correlationid": "tick-1", "partitionkey": "7", "traceparent": .string(trace),
        "tracestate": "a=b",
      ])
    #expect(emitted(tick(["correlationid": "run-42"])).extensions["correlationid"] == "run-42")
  }

  @Test func aRepetitionCarriesEqualIdsAndEverythingElseCarriesOthers() {
    let first = emitted(tick())
    #expect(emitted(tick()) == first)
    #expect(emitted(tick(), key: "1").id != first.id)
    #expect(emitted(tick(), by: "detect").id != first.id)
    var other = tick()
    other.input = .event(CloudEvent(id: "tick-1", source: "/other", type: "timer.schedule-tick"))
    #expect(emitted(other).id != first.id)
  }

  @Test func aRequestIsKnownByItsCarrierItsIdempotencyKeyItsPlatformsIdOrItsContent() {
    func cause(_ headers: [String: String], requestID: String, carrier: CloudEvent? = nil) -> JSON? {
      let request = HTTPRequest(method: "GET", rawPath: "/c/a", headers: headers, requestID: requestID)
      return emitted(Invocation(input: .http(request, carrier: carrier), now: Instant(seconds: 0))).extensions[
        "causationid"]
    }
    let carrier = CloudEvent(id: "ev-1", source: "/http/follow-link", type: "http.request")
    #expect(cause(["idempotency-key": "k-1"], requestID: "r-1", carrier: carrier) == "ev-1")
    #expect(cause(["idempotency-key": "k-1"], requestID: "r-1") == "k-1")
    #expect(cause(["webhook-id": "w-1"], requestID: "r-1") == "w-1")
    #expect(cause([:], requestID: "r-1") == "r-1")
    #expect(cause([:], requestID: "")?.string?.isEmpty == false)
    #expect(cause([:], requestID: "") == cause([:], requestID: ""))
  }

  @Test func aTraceIdIsTakenOnlyFromAWellFormedTraceParent() {
    #expect(tick(["traceparent": .string(trace)]).input.traceID == "0af7651916cd43dd8448eb211c80319c")
    #expect(tick(["traceparent": "00-xyz-b9c7c989f97918e1-01"]).input.traceID == nil)
    #expect(tick().input.traceID == nil)
  }
}
