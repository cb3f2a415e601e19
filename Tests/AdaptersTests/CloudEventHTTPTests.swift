import Adapters
import Domain
import FunctionContract
import JSON
import Testing

/// CloudEvents over HTTP in binary and structured mode (CloudEvents HTTP binding 1.0.2 §3).
@Suite struct CloudEventHTTPTests {
  private func post(_ headers: [String: String], _ body: String) throws(EventRefusal) -> Envelope {
    try Envelope(posted: HTTPRequest(method: "POST", rawPath: "/", headers: headers, body: Array(body.utf8)))
  }

  @Test
  func binaryModeAttributesFromHeadersPercentDecodedOnceJSONDataParsed() throws {
    let headers = [
      "ce-specversion": "1.0", "ce-id": "a%20b%2525", "ce-source": "/s", "ce-type": "timer.detect",
      "ce-partitionkey": "77", "content-type": "application/json; charset=utf-8",
    ]
    guard case .event(let event) = try post(headers, #"{"n":1}"#) else { throw EventRefusal.malformed("no event") }
    #expect(event.id == "a b%25")
    #expect(event.extensions["partitionkey"] == "77")
    #expect(event.data == ["n": 1])
    #expect(event.dataContentType == "application/json; charset=utf-8")
  }

  @Test
  func binaryModeDataThatIsNotJSONStaysAsBytes() throws {
    let headers = [
      "ce-specversion": "1.0", "ce-id": "1", "ce-source": "/s", "ce-type": "t", "content-type": "text/plain",
    ]
    guard case .event(let event) = try post(headers, "hello") else { throw EventRefusal.malformed("no event") }
    #expect(event.dataBase64 == "aGVsbG8=")
  }

  @Test(arguments: [
    "application/cloudevents+json", "application/cloudevents+json; charset=UTF-8", "application/json", "text/plain",
  ])
  func structuredModeAlsoUnderAPlainJSONContentType(type: String) throws {
    let body = #"{"specversion":"1.0","id":"1","source":"/s","type":"t","data":[1]}"#
    #expect(
      try post(["content-type": type], body)
        == .event(CloudEvent(id: "1", source: "/s", type: "t", data: [1])))
  }

  @Test(arguments: [
    "application/cloudevents-batch+json", "application/cloudevents+avro", "application/cloudevents",
  ])
  func batchesAndOtherFormatsAreRefusedByTheirContentType(type: String) {
    #expect(throws: EventRefusal.self) { _ = try post(["content-type": type], "[]") }
  }

  @Test(arguments: [
    ("{}", "specversion"), ("[1", "JSON"), (#"{"specversion":"1.0","id":"","source":"/s","type":"t"}"#, "$.id"),
  ])
  func malformedEventsSayWhereTheFaultIs(body: String, part: String) {
    do throws(EventRefusal) {
      _ = try post(["content-type": "application/json"], body)
      Issue.record("taken")
    } catch {
      #expect("\(error)".contains(part))
    }
  }

  @Test
  func anAttributeThatIsNotPercentEncodedUTF8IsRefused() {
    let headers = ["ce-specversion": "1.0", "ce-id": "%FF", "ce-source": "/s", "ce-type": "t"]
    #expect(throws: EventRefusal.self) { _ = try post(headers, "") }
  }

  @Test
  func anEmptyBodyIsTheTimerAKnativePingIsTheTimerAtItsTime() throws {
    #expect(try post(["x-topic": "cron-function"], "") == .timer(nil))
    let ping =
      #"{"specversion":"1.0","id":"u","source":"/p","type":"dev.knative.sources.ping","time":"2026-11-20T02:00:01Z"}"#
    for headers in [[:], ["content-type": "application/cloudevents+json"]] {
      #expect(try post(headers, ping) == .timer(.init(rfc3339: "2026-11-20T02:00:01Z")))
    }
  }

  @Test
  func traceContextOfTheRequestIsTheEventsWhereItHasNoneOfItsOwn() throws {
    let body = #"{"specversion":"1.0","id":"1","source":"/s","type":"t"}"#
    guard case .event(let event) = try post(["traceparent": "00-a-b-01"], body) else { return }
    #expect(event.extensions["traceparent"] == "00-a-b-01")
  }
}
