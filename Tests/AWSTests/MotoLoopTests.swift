import FunctionContract
import JSON
import TestKit
import Testing

/// The whole way on AWS as moto plays it: Lambda's runtime API → `function-host` → handler → SQS or EventBridge → Lambda.
@Suite(.enabled(if: Peers.have("moto", "boto3", "flask"), Peers.absent))
struct MotoLoopTests {
  private let moto: MotoServer

  init() throws { moto = try MotoServer.shared.get() }

  private func lambda(_ destination: String, _ more: [String: String] = [:]) throws -> RuntimeAPI {
    let environment = moto.environment.merging(["REKINDLE_EVENTS_TO": destination]) { $1 }.merging(more) { $1 }
    return try RuntimeAPI(FunctionsFolder(emits: ["echo.emitted"]), environment)
  }

  private func emit(_ count: Int, id: String = "cause") -> String {
    CloudEvent(id: id, source: "/tests", type: "echo.emit", data: ["count": .integer(count)]).json.text
  }

  /// A queue's messages as the event source mapping hands them to Lambda.
  private func batch(_ messages: [MotoServer.Message]) -> String {
    let records = messages.map { message -> JSON in
      [
        "messageId": message.json["MessageId"] ?? .null, "body": message.json["Body"] ?? .null,
        "attributes": message.attributes, "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:q",
      ]
    }
    return JSON.object(["Records": .array(records)]).text
  }

  @Test func emittedEventsGoThroughAQueueIntoTheNextFunction() throws {
    let queue = try moto.makeQueue()
    let lambda = try lambda("sqs:\(queue)")
    #expect(lambda.invoke(emit(10))?.body["events"] == [])
    let messages = try moto.messages(queue)
    #expect(messages.count == 10)
    #expect(Set(messages.compactMap { $0.body["id"]?.string }).count == 10)
    #expect(lambda.invoke(batch(messages))?.body == ["batchItemFailures": []])
    let log = lambda.stop().log
    for message in messages { #expect(log.contains(message.body["id"]?.string ?? "no id")) }
  }

  @Test func emittedEventsGoThroughABusAndItsRuleIntoTheNextFunction() throws {
    let lambda = try lambda("eventbridge:rekindle")
    #expect(lambda.invoke(emit(3, id: "bus-cause"))?.kind == "response")
    let messages = try moto.messages(moto["looped"]).filter { $0.body["detail"]?["causationid"] == "bus-cause" }
    #expect(messages.count == 3)
    #expect(lambda.invoke(batch(messages))?.body == ["batchItemFailures": []])
    _ = lambda.stop()
  }

  @Test(arguments: ["subscribed", "wrapped"])
  func aTopicsMessagesComeThroughAQueueRawOrInSNSEnvelope(queue: String) throws {
    let lambda = try lambda("reply")
    let messages = try moto.messages(moto[queue])
    #expect(messages.count == 1)
    #expect((messages.first?.body["specversion"] != nil) == (queue == "subscribed"))
    #expect(lambda.invoke(batch(messages))?.body == ["batchItemFailures": []])
    #expect(lambda.stop().log.contains(#""event_id":"from-sns""#))
  }

  @Test func aFailedHandlerPublishesNothingAndTheSameCallPublishesEqualIdsAgain() throws {
    let queue = try moto.makeQueue()
    let lambda = try lambda("sqs:\(queue)")
    let failing = CloudEvent(id: "f", source: "/tests", type: "echo.fail", data: ["code": 75]).json.text
    #expect(lambda.invoke(failing)?.kind == "error")
    #expect(try moto.messages(queue).isEmpty)
    for _ in 1...2 { #expect(lambda.invoke(emit(2))?.kind == "response") }
    let ids = try moto.messages(queue).compactMap { $0.body["id"]?.string }
    #expect(ids.count == 4 && Set(ids).count == 2)
    _ = lambda.stop()
  }

  @Test func whereTheKeyMayNotPublishTheCallFailsSoThatLambdaTriesAgain() throws {
    let queue = try moto.makeQueue()
    let powerless = [
      "AWS_ACCESS_KEY_ID": moto["powerlessKey"], "AWS_SECRET_ACCESS_KEY": moto["powerlessSecret"],
      "AWS_SESSION_TOKEN": "",
    ]
    let lambda = try lambda("sqs:\(queue)", powerless)
    let answer = lambda.invoke(emit(1))
    #expect(answer?.errorType == "Publish.Failed")
    #expect(answer?.body["errorMessage"]?.string?.contains("1 of 1 events") == true)
    #expect(lambda.invoke(batch([]))?.kind == "response")
    #expect(!lambda.stop().log.contains(moto["powerlessSecret"]))
  }
}
