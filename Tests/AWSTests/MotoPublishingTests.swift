import Domain
import FunctionContract
import JSON
@testable import Publishing
import TestKit
import Testing
import Transport

/// Publishing to AWS as moto plays it: each request's signature and permissions are checked there.
@Suite(.enabled(if: Peers.have("moto", "boto3", "flask"), Peers.absent))
struct MotoPublishingTests {
  private let moto: MotoServer

  init() throws { moto = try MotoServer.shared.get() }

  private func publish(_ events: [CloudEvent], to destination: String, _ environment: [String: String]? = nil) throws {
    let publisher = try EventPublisher(
      try EventDestinations(destination), environment: environment ?? moto.environment, attempts: 2)
    #expect(try publisher.publish(events, before: Deadline(after: .seconds(20))).isEmpty)
  }

  @Test func aQueueGetsEachEventVerbatimSignedWithASessionToken() throws {
    let queue = try moto.makeQueue()
    var event = events(1)[0]
    event.data = ["name": "Zoë ✨", "n": 1.5]
    event.extensions["partitionkey"] = "77"
    try publish([event] + events(11).dropFirst(), to: "sqs:\(queue)")
    let bodies = try moto.messages(queue).map(\.body)
    #expect(bodies.count == 11)
    #expect(bodies.contains(event.json))
  }

  @Test func aFIFOQueueTakesAnEventOnceAndKeepsTheOrderOfALearnersEvents() throws {
    var mine = events(4)
    for index in mine.indices { mine[index].extensions["partitionkey"] = "77" }
    try publish(mine, to: "sqs:\(moto["fifo"])")
    try publish(mine, to: "sqs:\(moto["fifo"])")
    let messages = try moto.messages(moto["fifo"])
    #expect(messages.map { $0.body["id"]?.string } == ["e0", "e1", "e2", "e3"])
    #expect(messages.map { $0.attributes["MessageGroupId"]?.string } == ["77", "77", "77", "77"])
    #expect(messages[0].attributes["MessageDeduplicationId"] == "e0")
  }

  @Test func aBusDeliversTheEventVerbatimAsDetailThroughARule() throws {
    var event = events(1)[0]
    event.time = Instant(seconds: 1_795_000_000)
    try publish([event], to: "eventbridge:rekindle")
    let envelope = try #require(try moto.messages(moto["ruled"]).first { $0.body["detail"] == event.json }?.body)
    #expect(envelope["detail"] == event.json)
    #expect(envelope["detail-type"] == "echo.emitted")
    #expect(envelope["source"] == "/functions/echo-function")
  }

  @Test func aKeyThatIsRefusedFailsTheInvocationUnderTheServicesOwnNameForIt() throws {
    let queue = try moto.makeQueue()
    var environment = moto.environment
    environment["AWS_SECRET_ACCESS_KEY"] = "wrong"
    for (destination, code) in [("sqs:\(queue)", "http_403"), ("eventbridge:rekindle", "http_403")] {
      let failure = #expect(throws: HandlerFailure.self) { try publish(events(1), to: destination, environment) }
      #expect(failure?.exitCode == .unavailable)
      #expect(failure?.message.hasSuffix(code) == true || failure?.message.contains("Signature") == true)
    }
    #expect(try moto.messages(queue).isEmpty)
  }

  @Test func aKeyWithoutPermissionFailsTheInvocation() throws {
    let queue = try moto.makeQueue()
    var environment = moto.environment
    environment["AWS_ACCESS_KEY_ID"] = moto["powerlessKey"]
    environment["AWS_SECRET_ACCESS_KEY"] = moto["powerlessSecret"]
    environment["AWS_SESSION_TOKEN"] = ""
    #expect(throws: HandlerFailure.self) { try publish(events(1), to: "sqs:\(queue)", environment) }
  }

  @Test func aBusOrAQueueThatDoesNotExistFailsTheInvocation() throws {
    #expect(throws: HandlerFailure.self) { try publish(events(1), to: "sqs:\(moto["url"])/123456789012/none") }
  }

  @Test func aContainersKeyIsAskedForOnceAndUsed() throws {
    let queue = try moto.makeQueue()
    let server = try PlainServer("credentials", moto["key"], moto["secret"], moto["token"], "2099-01-01T00:00:00Z")
    let environment = [
      "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": moto["url"],
      "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(server.url)/v1/credentials",
      "AWS_CONTAINER_AUTHORIZATION_TOKEN": "container-token",
    ]
    let publisher = try EventPublisher(try EventDestinations("sqs:\(queue)"), environment: environment)
    for _ in 1...2 { _ = try publisher.publish(events(1), before: Deadline(after: .seconds(20))) }
    #expect(try moto.messages(queue).count == 2)
    server.stop()
    #expect(server.line() == "asked" && server.line() == nil)
  }
}

extension MotoServer {
  struct Message {
    var body: JSON
    var attributes: JSON
    /// As the queue tells it.
    var json: JSON
  }

  /// The URL of a fresh queue.
  func makeQueue() throws -> String {
    let name = "queue-\(UInt64.random(in: 0 ... .max))"
    let output = try sqs().call("CreateQueue", ["QueueName": .string(name)], timeout: .seconds(10))
    return output["QueueUrl"]?.string ?? ""
  }

  private func sqs() throws -> AWSService {
    let settings = try AWSSettings(environment: environment, client: try HTTPClient(answerLimit: 4 << 20))
    return try settings.queue(self["fifo"]).service
  }

  /// Takes what is in the queue at `url`.
  func messages(_ url: String) throws -> [Message] {
    let service = try sqs()
    var messages: [Message] = []
    while true {
      let output = try service.call(
        "ReceiveMessage",
        ["QueueUrl": .string(url), "MaxNumberOfMessages": 10, "MessageSystemAttributeNames": ["All"]],
        timeout: .seconds(10))
      let received = output["Messages"]?.array ?? []
      if received.isEmpty { return messages }
      for message in received {
        let body = try JSON.parse(message["Body"]?.string ?? "null")
        messages.append(Message(body: body, attributes: message["Attributes"] ?? [:], json: message))
        _ = try? service.call(
          "DeleteMessage",
          ["QueueUrl": .string(url), "ReceiptHandle": message["ReceiptHandle"] ?? .null], timeout: .seconds(10))
      }
    }
  }
}
