import FunctionContract
import JSON
import Publishing
import Testing

@Suite struct DestinationTests {
  private static let queue = "https://sqs.eu-central-1.amazonaws.com/123456789012/events.fifo"

  @Test func oneDestinationTakesEveryType() throws {
    #expect(try EventDestinations("reply").destination(of: "a.b") == .reply)
    #expect(
      try EventDestinations("http://sink.svc.cluster.local/x?key=a=b").destination(of: "a")
        == .post("http://sink.svc.cluster.local/x?key=a=b"))
    #expect(try EventDestinations("sqs:\(Self.queue)").destination(of: "a") == .queue(Self.queue))
    #expect(try EventDestinations("eventbridge:default").destination(of: "a") == .bus("default"))
    let arn = "arn:aws:events:eu-central-1:123456789012:event-bus/rekindle"
    #expect(try EventDestinations("eventbridge:\(arn)").destination(of: "a") == .bus(arn))
  }

  @Test func aTypesOwnDestinationStandsBeforeThatOfEveryType() throws {
    let destinations = try EventDestinations("delivery.email.due=sqs:\(Self.queue)  eventbridge:rekindle")
    #expect(destinations.destination(of: "delivery.email.due") == .queue(Self.queue))
    #expect(destinations.destination(of: "delivery.sms.due") == .bus("rekindle"))
    let only = try EventDestinations("delivery.email.due=reply")
    #expect(only.destination(of: "delivery.sms.due") == nil)
  }

  @Test func knativesSinkIsTakenWhereNothingElseIsSaid() throws {
    let sink = "http://broker-ingress.knative-eventing.svc.cluster.local/rekindle/default"
    #expect(try EventDestinations(environment: ["K_SINK": sink]).destination(of: "a") == .post(sink))
    let both = try EventDestinations(environment: ["K_SINK": sink, "REKINDLE_EVENTS_TO": "reply"])
    #expect(both.destination(of: "a") == .reply)
    #expect(try EventDestinations(environment: ["K_SINK": "", "REKINDLE_EVENTS_TO": ""]).destination(of: "a") == nil)
  }

  @Test(arguments: [
    "ftp://x/", "http://", "http://:80/", "https://user:password@host/", "https://host/#part", "sqs:my-queue",
    "sqs:", "eventbridge:", "eventbridge:a b", "Reply", "a=b=c", "lms.*=reply", "reply reply",
    "a.b=reply a.b=reply", "https://höst/", "http://a\\b",
  ])
  func whatIsNoDestinationIsRefusedWithExitCode78AndTheVariablesName(text: String) throws {
    let failure = #expect(throws: HandlerFailure.self) { try EventDestinations(text) }
    #expect(failure?.exitCode == .configuration)
    #expect(failure?.message.contains("REKINDLE_EVENTS_TO") == true)
  }

  @Test func aTypeWithoutADestinationStopsTheStart() throws {
    let manifest = try Manifest(
      Array(
        """
        {"name":"tick","title":"t","description":"d","consumes":{"events":["timer.tick"]},
         "emits":["delivery.email.due","delivery.sms.due"],
         "limits":{"timeoutSeconds":5,"memoryMiB":64,"inputBytes":65536,"outputBytes":65536},
         "concurrency":{"max":1,"warm":0}}
        """.utf8), file: "function.json")
    try EventDestinations("eventbridge:default").check(manifest, callerTakesEvents: false)
    try EventDestinations.reply.check(manifest, callerTakesEvents: true)
    for (text, takes) in [("", true), ("delivery.email.due=reply", true), ("reply", false)] {
      let failure = #expect(throws: HandlerFailure.self) {
        try EventDestinations(text).check(manifest, callerTakesEvents: takes)
      }
      #expect(failure?.exitCode == .configuration)
      #expect(failure?.message.contains("REKINDLE_EVENTS_TO") == true)
    }
  }

  @Test func awsWithoutAKeyOrARegionStopsTheStartAndSaysWhichVariableToSet() throws {
    let keys = ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"]
    let cases: [(String, [String: String], String)] = [
      ("eventbridge:default", [:], "AWS_ACCESS_KEY_ID"), ("eventbridge:default", keys, "AWS_REGION"),
      ("sqs:https://queue.example/1/q", keys, "AWS_REGION"), ("sqs:http://127.0.0.1/1/q", keys, "https://"),
      (
        "eventbridge:default", ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://10.0.0.1/keys"],
        "AWS_CONTAINER_CREDENTIALS_FULL_URI"
      ),
    ]
    for (text, environment, variable) in cases {
      let failure = #expect(throws: HandlerFailure.self) {
        try EventPublisher(try EventDestinations(text), environment: environment)
      }
      #expect(failure?.exitCode == .configuration)
      #expect(failure?.message.contains(variable) == true, "\(failure?.message ?? "")")
    }
    _ = try EventPublisher(try EventDestinations("sqs:\(Self.queue)"), environment: keys)
  }

  @Test func aTokenInAURLsQueryIsNotToldToPeopleNorAPassword() throws {
    for text in ["https://user:s3cret@host/", "ftp://host/?key=s3cret"] {
      let failure = #expect(throws: HandlerFailure.self) { try EventDestinations(text) }
      #expect(failure?.message.contains("s3cret") == false)
    }
    #expect("\(EventDestination.post("https://host/path?token=x"))" == "https://host/path")
  }
}
