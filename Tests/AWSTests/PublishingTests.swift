import Domain
import FunctionContract
import JSON
import Publishing
import TestKit
import Testing

/// What sinks do with answers that no well-behaved service gives.
@Suite(.enabled(if: PythonProcess.isAvailable(), Comment(rawValue: PythonProcess.reason)))
struct PublishingTests {
  private static let keys = ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "us-east-1"]

  private func publisher(_ text: String, endpoint: String = "", attempts: Int = 6) throws -> EventPublisher {
    try EventPublisher(
      try EventDestinations(text), environment: Self.keys.merging(["AWS_ENDPOINT_URL": endpoint]) { $1 },
      attempts: attempts)
  }

  private var soon: Deadline { Deadline(after: .seconds(20)) }

  @Test func eachEventIsPostedAloneInStructuredModeAndInOrder() throws {
    let server = try PlainServer("events 200 201 202 204")
    #expect(try publisher(server.url).publish(events(4), before: soon).isEmpty)
    let type = "application/cloudevents+json; charset=utf-8"
    for (id, status) in [(0, 200), (1, 201), (2, 202), (3, 204)] {
      #expect(server.line() == "\(status) \(type) e\(id)")
    }
  }

  @Test func anAnswerThatMayPassIsTriedAgainFromTheEventThatFailed() throws {
    let server = try PlainServer("events 202 503 429 408 202")
    _ = try publisher(server.url).publish(events(2), before: soon)
    let seen = (1...5).compactMap { _ in server.line()?.split(separator: " ") }
    #expect(seen.map { $0.first.map(String.init) } == ["202", "503", "429", "408", "202"])
    #expect(seen.map { $0.last.map(String.init) } == ["e0", "e1", "e1", "e1", "e1"])
  }

  @Test func anAnswerThatWillNotPassFailsTheInvocationAtOnceToBeTriedAgainAsAWhole() throws {
    let server = try PlainServer("events 404")
    let failure = #expect(throws: HandlerFailure.self) { try publisher(server.url).publish(events(2), before: soon) }
    #expect(failure?.exitCode == .unavailable)
    #expect(failure?.message == "2 of 2 events did not reach \(server.url): http_404")
  }

  @Test func aSinkThatIsAwayFailsTheInvocationWithinItsDeadline() throws {
    let server = try PlainServer("echo")
    let publisher = try publisher(server.url)
    server.stop()
    let deadline = Deadline(after: Instant.Span(microseconds: 500_000))
    let failure = #expect(throws: HandlerFailure.self) { try publisher.publish(events(1), before: deadline) }
    #expect(failure?.exitCode == .unavailable)
    #expect(failure?.message.contains("connect") == true)
  }

  @Test func severalEventsShareOneDeadline() throws {
    let server = try PlainServer("slow")
    let failure = #expect(throws: HandlerFailure.self) {
      try publisher(server.url, attempts: 1).publish(events(10), before: Deadline(after: .seconds(1)))
    }
    #expect(failure?.message.hasSuffix("timeout") == true)
  }

  @Test func anAnswerThatHandsBackAnEventIsNoConfirmation() throws {
    let server = try PlainServer("replies")
    let failure = #expect(throws: HandlerFailure.self) { try publisher(server.url).publish(events(1), before: soon) }
    #expect(failure?.message.contains("answered_with_events") == true)
  }

  @Test func theCallersEventsAreReturnedAndNotSent() throws {
    let server = try PlainServer("events 202")
    let mixed = events(2) + [CloudEvent(id: "r", source: "/s", type: "other")]
    let left = try publisher("other=reply \(server.url)").publish(mixed, before: soon)
    #expect(left.map(\.id) == ["r"])
  }

  @Test func anEventOfATypeWithoutADestinationIsAnErrorNotALoss() throws {
    let failure = #expect(throws: HandlerFailure.self) {
      try publisher("other=reply").publish(events(1), before: soon)
    }
    #expect(failure?.exitCode == .configuration)
  }

  @Test func onlyTheRefusedMessagesOfABatchAreSentAgain() throws {
    let server = try PlainServer("queue passing")
    _ = try publisher("sqs:https://queue.example/1/q", endpoint: server.url).publish(events(12), before: soon)
    #expect(server.line() == (0..<10).map { "e\($0)" }.joined(separator: ","))
    #expect(server.line() == "e10,e11")
    #expect(server.line() == "e1")
  }

  @Test func aMessageThatTheAnswerDoesNotNameWasNotTaken() throws {
    let server = try PlainServer("queue silent")
    #expect(throws: HandlerFailure.self) {
      try publisher("sqs:https://queue.example/1/q", endpoint: server.url).publish(events(1), before: soon)
    }
  }

  @Test func aMessageThatTheQueueWillNeverTakeFailsTheInvocation() throws {
    let server = try PlainServer("queue sender")
    let failure = #expect(throws: HandlerFailure.self) {
      try publisher("sqs:https://queue.example/1/q", endpoint: server.url).publish(events(3), before: soon)
    }
    #expect(failure?.message == "1 of 3 events did not reach sqs:https://queue.example/1/q: Refused")
  }

  @Test func onlyTheRefusedEntriesOfABusArePutAgain() throws {
    let server = try PlainServer("bus")
    _ = try publisher("eventbridge:default", endpoint: server.url).publish(events(3), before: soon)
    #expect(server.line() == "e0,e1,e2")
    #expect(server.line() == "e0")
  }

  @Test func aThrottledCallIsTriedAgainAlthoughItIsA400() throws {
    let server = try PlainServer("throttled")
    _ = try publisher("sqs:https://queue.example/1/q", endpoint: server.url).publish(events(1), before: soon)
    #expect(server.line() == "called")
    #expect(server.line() == "called")
  }

  @Test func largeEventsAreSpreadOverCalls() throws {
    let server = try PlainServer("queue passing")
    let large = (0..<9).map { index in
      CloudEvent(
        id: "e\(index)", source: "/s", type: "echo.emitted", data: .string(String(repeating: "x", count: 60_000)))
    }
    _ = try publisher("sqs:https://queue.example/1/q", endpoint: server.url).publish(large, before: soon)
    #expect(server.line() == "e0,e1,e2,e3")
    #expect(server.line() == "e4,e5,e6,e7")
  }
}

/// As many small events, with the ids e0, e1 and so on.
func events(_ count: Int) -> [CloudEvent] {
  (0..<count).map { CloudEvent(id: "e\($0)", source: "/functions/echo-function", type: "echo.emitted", data: ["n": 1]) }
}
