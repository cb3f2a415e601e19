import Adapters
import Domain
import FunctionContract
import Foundation
import JSON
import TestKit
import Testing

/// What Lambda hands over, in the contract's words (docs/deploy/README.md).
@Suite struct LambdaPayloadTests {
  private static let event: JSON = [
    "specversion": "1.0", "id": "e1", "source": "/s", "type": "echo.x", "data": ["n": 1],
  ]
  private static let envelope = Envelope.event(CloudEvent(id: "e1", source: "/s", type: "echo.x", data: ["n": 1]))

  private func eventBridge(_ type: String, _ source: String, _ detail: JSON) -> JSON {
    [
      "version": "0", "id": "cdc73f9d", "detail-type": .string(type), "source": .string(source),
      "account": "123456789012", "time": "2026-11-20T02:00:00Z", "region": "eu-central-1", "resources": [],
      "detail": detail,
    ]
  }

  private func record(_ body: String, id: String = "m1", queue: String = "q", count: String = "1") -> JSON {
    [
      "messageId": .string(id), "receiptHandle": "r", "body": .string(body), "eventSource": "aws:sqs",
      "attributes": ["ApproximateReceiveCount": .string(count)],
      "eventSourceARN": .string("arn:aws:sqs:eu-central-1:1:\(queue)"),
    ]
  }

  @Test func anEventOfOursInDetailIsTakenAsItIs() throws {
    #expect(try LambdaPayload(eventBridge("echo.x", "/s", Self.event)) == .unanswered([Self.envelope]))
  }

  @Test func aForeignEventOfABusKeepsItsIdAndSourceAtEveryAttempt() throws {
    let wrapped = CloudEvent(
      id: "cdc73f9d", source: "moodle", type: "lms.course.completed", time: Instant(rfc3339: "2026-11-20T02:00:00Z"),
      data: ["user": 7])
    #expect(
      try LambdaPayload(eventBridge("lms.course.completed", "moodle", ["user": 7]))
        == .unanswered([.event(wrapped)]))
  }

  @Test(arguments: ["aws.events", "aws.scheduler"])
  func aScheduleThatSaysNothingIsTheFunctionsTimerAtItsTime(source: String) throws {
    let detail: JSON = source == "aws.events" ? [:] : "{}"
    let timer = Envelope.timer(Instant(rfc3339: "2026-11-20T02:00:00Z"))
    #expect(try LambdaPayload(eventBridge("Scheduled Event", source, detail)) == .unanswered([timer]))
    let foreign = try LambdaPayload(eventBridge("Scheduled Event", "acme", detail))
    guard case .unanswered(let envelopes) = foreign, case .event = envelopes.first else {
      throw ShapeError.Unexpected()
    }
  }

  @Test func aSchedulesOwnInputIsTheEvent() throws {
    #expect(try LambdaPayload(Self.event) == .one(Self.envelope))
  }

  @Test func aQueuesBodiesMayBeEventsOrLieInEnvelopesOfABusOrATopic() throws {
    let bodies = [
      Self.event.text, eventBridge("echo.x", "/s", Self.event).text,
      JSON.object(["Type": "Notification", "MessageId": "n", "TopicArn": "t", "Message": .string(Self.event.text)])
        .text,
    ]
    let document: JSON = ["Records": .array(bodies.map { record($0) })]
    guard case .queue(let records) = try LambdaPayload(document) else { throw ShapeError.Unexpected() }
    for record in records { #expect(try record.envelope.get() == Self.envelope) }
  }

  @Test func aBodyThatCannotBeUsedHarmsNoOtherMessageOfTheBatch() throws {
    let document: JSON = ["Records": [record("Message Body"), record(Self.event.text, id: "m2", count: "3")]]
    guard case .queue(let records) = try LambdaPayload(document) else { throw ShapeError.Unexpected() }
    #expect(records.map(\.messageID) == ["m1", "m2"])
    #expect(records.map(\.attempt) == [1, 3])
    #expect(throws: ShapeError.self) { try records[0].envelope.get() }
    #expect(try records[1].envelope.get() == Self.envelope)
  }

  @Test func aQueueThatKeepsAnOrderIsKnownByItsName() throws {
    let document: JSON = ["Records": [record("x", queue: "events.fifo"), record("x", queue: "events")]]
    guard case .queue(let records) = try LambdaPayload(document) else { throw ShapeError.Unexpected() }
    #expect(records.map(\.isOrdered) == [true, false])
  }

  @Test func aBareArrayIsAPipesBatch() throws {
    guard case .pipe(let records) = try LambdaPayload([record(Self.event.text)]) else { throw ShapeError.Unexpected() }
    #expect(try records[0].envelope.get() == Self.envelope)
  }

  @Test(arguments: ["aws:s3", "aws:kinesis", "aws:dynamodb"])
  func recordsOfOtherServicesAreRefusedWithWhatToDoInstead(source: String) throws {
    let documents: [JSON] = [
      ["Records": [["eventSource": .string(source), "s3": [:]]]], [["eventSource": .string(source), "data": ""]],
    ]
    for document in documents {
      let error = #expect(throws: ShapeError.self) { try LambdaPayload(document) }
      #expect(error?.reason.contains(source) == true)
      #expect(error?.reason.contains("SQS") == true)
    }
  }

  @Test func payloadFormat10IsRefusedWithWhatToChoose() {
    let error = #expect(throws: ShapeError.self) {
      try LambdaPayload(["httpMethod": "GET", "path": "/", "requestContext": ["stage": "prod"]])
    }
    #expect(error?.reason.contains("2.0") == true)
  }

  @Test func aPipesAnswerIsTheFlatArrayOfEventsNeverMoreThanItHandsOn() throws {
    let events = (0..<11).map { CloudEvent(id: "e\($0)", source: "/s", type: "t") }
    #expect(try LambdaReply.pipe([]) == [])
    #expect(try LambdaReply.pipe(Array(events.prefix(10))).array?.map { $0["id"] ?? .null }.count == 10)
    let failure = #expect(throws: HandlerFailure.self) { try LambdaReply.pipe(events) }
    #expect(failure?.type == "Reply.TooManyEvents")
  }

  @Test func anAnswerThatLambdaWouldNotTakeBecomesAShortOne() throws {
    let large = HTTPResponse(status: 200, body: [UInt8](repeating: 0xFF, count: 5 << 20))
    let reply = try JSON.parse(try LambdaReply.response(large))
    #expect(reply["statusCode"] == 502)
    let small = try JSON.parse(try LambdaReply.response(HTTPResponse(status: 201, cookies: ["a=1"], body: [0x61])))
    #expect(small["statusCode"] == 201 && small["body"] == "a" && small["cookies"] == ["a=1"])
  }

  @Test func aTraceOfXRayIsToldInW3CsWords() {
    let header = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;Lineage=a:0"
    #expect(
      XRayTrace.traceparent(header) == "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01")
    #expect(XRayTrace.traceparent("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0") == nil)
    #expect(XRayTrace.traceparent("Root=1-5759e988-XX;Parent=53995c3f42cd8ad8") == nil)
    #expect(XRayTrace.traceparent("") == nil)
  }
}

extension ShapeError {
  /// What was read is of another kind than the test wants.
  struct Unexpected: Error {}
}

/// The samples of the Go library for Lambda.
@Suite(.enabled(if: SharedSuite.folder("aws_lambda_events") != nil, SharedSuite.absent("aws_lambda_events")))
struct LambdaSampleTests {
  private func payload(_ name: String) throws -> LambdaPayload {
    let folder = try #require(SharedSuite.folder("aws_lambda_events"))
    return try LambdaPayload(try JSON.parse(try Data(contentsOf: folder.appendingPathComponent("\(name).json"))))
  }

  @Test(arguments: ["lambda-urls-request", "apigw-v2-request-iam", "apigw-v2-request-no-authorizer"])
  func requestsAreRequests(name: String) throws {
    guard case .one(.request(let request)) = try payload(name) else { throw ShapeError.Unexpected() }
    #expect(request.rawPath.hasPrefix("/"))
    #expect(request.method == "GET" || request.method == "POST")
    #expect(!request.requestID.isEmpty)
  }

  @Test func aQueuesRecordHasItsNameAndItsAttemptAndSaysWhatIsWrongWithItsBody() throws {
    guard case .queue(let records) = try payload("sqs-event") else { throw ShapeError.Unexpected() }
    #expect(records.map(\.messageID) == ["MessageID_1"])
    #expect(records.map(\.attempt) == [2])
    let error = #expect(throws: ShapeError.self) { try records[0].envelope.get() }
    #expect(error?.path == "$.Records[0].body")
  }

  @Test(arguments: ["sns-event", "cloudwatch-alarm-sns-payload-single-metric", "ses-s3-event", "ses-lambda-event"])
  func whatHoldsNoEventOfOursIsRefusedWithItsPlace(name: String) throws {
    let error = #expect(throws: ShapeError.self) { try payload(name) }
    #expect(error?.path.hasPrefix("$") == true)
  }
}
