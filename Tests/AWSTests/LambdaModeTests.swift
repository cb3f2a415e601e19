import FunctionContract
import Glibc
import JSON
import TestKit
import Testing

/// `function-host` at Lambda's runtime API, with a handler of its own process behind it (docs/deploy/README.md).
@Suite struct LambdaModeTests {
  private func event(_ type: String, _ data: JSON = [:], id: String = "1") -> JSON {
    ["specversion": "1.0", "id": .string(id), "source": "/tests", "type": .string(type), "data": data]
  }

  private func record(_ id: String, _ body: String, queue: String = "q") -> JSON {
    [
      "messageId": .string(id), "body": .string(body), "eventSource": "aws:sqs",
      "attributes": ["ApproximateReceiveCount": "2"], "eventSourceARN": .string("arn:aws:sqs:eu-central-1:1:\(queue)"),
    ]
  }

  @Test func anEventIsHandledWithinLambdasTimeLess200Ms() throws {
    let lambda = try RuntimeAPI(FunctionsFolder())
    let answer = lambda.invoke(event("echo.x", ["n": 1]).text, seconds: 3)
    #expect(answer?.kind == "response")
    #expect(answer?.body["result"]?["data"] == ["n": 1])
    let remaining = try #require(answer?.body["result"]?["remaining_ms"]?.integer)
    #expect((1...2600).contains(remaining), "200 ms for the host, 200 ms for the handler's own end")
    #expect(lambda.stop().exitCode == 0)
  }

  @Test func anEventOfABusAScheduleAndATopicReachTheHandlerAsTheContractsEvents() throws {
    let lambda = try RuntimeAPI(FunctionsFolder())
    let bus: JSON = [
      "version": "0", "id": "x", "detail-type": "echo.x", "source": "/tests", "detail": event("echo.x", id: "from-bus"),
    ]
    #expect(lambda.invoke(bus.text)?.kind == "response")
    let schedule: JSON = [
      "id": "s", "detail-type": "Scheduled Event", "source": "aws.events", "time": "2026-11-20T02:00:00Z",
      "detail": [:],
    ]
    #expect(lambda.invoke(schedule.text)?.kind == "response")
    let topic: JSON = [
      "Records": [["EventSource": "aws:sns", "Sns": ["Message": .string(event("echo.x", id: "from-topic").text)]]]
    ]
    #expect(lambda.invoke(topic.text)?.body == [:])
    let log = lambda.stop().log
    for id in ["from-bus", "timer.echo-29919000", "from-topic"] { #expect(log.contains(#""event_id":"\#(id)""#)) }
  }

  @Test func whatABusEventMakesTheFunctionEmitIsNotLeftToABusThatTakesNoAnswers() throws {
    let lambda = try RuntimeAPI(FunctionsFolder(emits: ["echo.emitted"]), ["REKINDLE_EVENTS_TO": "reply"])
    let bus: JSON = [
      "id": "x", "detail-type": "echo.emit", "source": "/tests", "detail": event("echo.emit", ["count": 1]),
    ]
    #expect(lambda.invoke(bus.text)?.errorType == "Publish.NoDestination")
    #expect(lambda.invoke(event("echo.emit", ["count": 1]).text)?.body["events"]?.array?.count == 1)
  }

  @Test func aRequestForARouteIsAnsweredInPayloadFormat20AndEventsHaveNoDoorThere() throws {
    let lambda = try RuntimeAPI(FunctionsFolder())
    let request = { (path: String, body: String) -> String in
      HTTPRequest(
        method: "POST", rawPath: path, headers: ["content-type": "text/plain"], cookies: ["a=1"],
        body: Array(body.utf8), requestID: "r"
      ).json.text
    }
    let answer = lambda.invoke(request("/echo/1", "Zoë"))
    #expect(answer?.body["statusCode"] == 200)
    #expect(answer?.body["body"] == "Zoë")
    #expect(answer?.body["cookies"] == ["a=1"])
    #expect(lambda.invoke(request("/other", event("echo.x").text))?.body["statusCode"] == 404)
    #expect(!lambda.stop().log.contains("echo.x"))
  }

  @Test func headIsAnsweredByTheFunctionOfGET() throws {
    let script = #"grep -q '"method":"HEAD"' && echo '{"statusCode":200,"headers":{"etag":"x"}}'"#
    let lambda = try RuntimeAPI(FunctionsFolder(routes: [("GET", "/page")], script: script))
    let request = HTTPRequest(method: "HEAD", rawPath: "/page", requestID: "r")
    #expect(lambda.invoke(request.json.text)?.body["headers"]?["etag"] == "x")
    _ = lambda.stop()
  }

  @Test(arguments: [65, 69, 70, 77, 78])
  func aFailureGoesToTheErrorAddressUnderTheHandlersOwnNameForIt(code: Int) throws {
    let lambda = try RuntimeAPI(FunctionsFolder())
    let answer = lambda.invoke(event("echo.fail", ["code": .integer(code)]).text)
    #expect(answer?.kind == "error")
    #expect(answer?.errorType == "Echo.Failed")
    #expect(answer?.body["errorType"] == "Echo.Failed")
    #expect(answer?.body["errorMessage"]?.string?.isEmpty == false)
    #expect(lambda.invoke(event("echo.x").text)?.kind == "response", "the process goes on")
    _ = lambda.stop()
  }

  @Test(arguments: [
    ("{", "Event.NotJSON"), (#"{"key1":"value1"}"#, "Event.Invalid"),
    (#"{"Records":[{"eventSource":"aws:s3"}]}"#, "Event.Invalid"),
    (#"{"specversion":"1.0","id":"1","source":"/s","type":"other.type"}"#, "Event.NotConsumed"),
  ])
  func aPayloadThatIsNoEventOfTheFunctionsIsAnErrorNotACrash(payload: String, type: String) throws {
    let lambda = try RuntimeAPI(FunctionsFolder())
    #expect(lambda.invoke(payload)?.errorType == type)
    #expect(lambda.invoke(event("echo.x").text)?.kind == "response")
    #expect(
      lambda.invoke(event("echo.x", .string(String(repeating: "x", count: 100_000))).text)?.errorType
        == "Event.TooLarge")
    _ = lambda.stop()
  }

  @Test func aHandlerThatDoesNotEndIsKilledWithItsChildrenBeforeLambdasDeadline() throws {
    let folder = try FunctionsFolder(seconds: 60, script: "sleep 300 & echo $! >&2; wait")
    let lambda = try RuntimeAPI(folder)
    #expect(lambda.invoke(event("echo.x").text, seconds: 1)?.errorType == "Host.Timeout")
    let lines = lambda.stop().log.split(separator: "\n").compactMap { try? JSON.parse(String($0)) }
    let pids = lines.compactMap { $0["words"]?.string.flatMap { pid_t($0) } }
    #expect(pids.count == 1)
    for pid in pids { #expect(kill(pid, 0) != 0 || isZombie(pid)) }
  }

  private func isZombie(_ pid: pid_t) -> Bool {
    for _ in 0..<100 {
      if kill(pid, 0) != 0 { return true }
      usleep(20_000)
    }
    return false
  }

  @Test func aQueueIsToldWhichMessagesFailedAndTheOthersAreDone() throws {
    let lambda = try RuntimeAPI(FunctionsFolder())
    let records = [
      record("m1", event("echo.x", id: "one").text), record("m2", event("echo.fail", ["code": 65]).text),
      record("m3", "not JSON"), record("m4", event("echo.x", id: "four").text),
    ]
    let answer = lambda.invoke(JSON.object(["Records": .array(records)]).text)
    #expect(answer?.kind == "response")
    #expect(answer?.body == ["batchItemFailures": [["itemIdentifier": "m2"], ["itemIdentifier": "m3"]]])
    let fine: JSON = ["Records": [records[0]]]
    #expect(lambda.invoke(fine.text)?.body == ["batchItemFailures": []])
    let log = lambda.stop().log
    for part in [#""event_id":"one""#, #""event_id":"four""#, #""attempt":2"#] { #expect(log.contains(part)) }
  }

  @Test func anOrderedQueueIsNotReadPastAFailure() throws {
    let lambda = try RuntimeAPI(FunctionsFolder())
    let records = [
      ("m1", event("echo.x", id: "one")), ("m2", event("echo.fail")), ("m3", event("echo.x", id: "three")),
    ]
    let document: JSON = ["Records": .array(records.map { record($0.0, $0.1.text, queue: "q.fifo") })]
    #expect(
      lambda.invoke(document.text)?.body == ["batchItemFailures": [["itemIdentifier": "m2"], ["itemIdentifier": "m3"]]])
    let log = lambda.stop().log
    #expect(log.contains(#""event_id":"one""#) && !log.contains(#""event_id":"three""#))
  }

  @Test func aQueuesFunctionThatEmitsToItsCallerFailsNobodyWouldTakeTheEvents() throws {
    let lambda = try RuntimeAPI(FunctionsFolder(emits: ["echo.emitted"]))
    let document: JSON = ["Records": [record("m1", event("echo.emit", ["count": 1]).text)]]
    #expect(lambda.invoke(document.text)?.body == ["batchItemFailures": [["itemIdentifier": "m1"]]])
    #expect(lambda.stop().log.contains("REKINDLE_EVENTS_TO"))
  }

  @Test func aPipeGetsTheFlatArrayOfEventsOrAnErrorWhereItWouldDropThem() throws {
    let lambda = try RuntimeAPI(FunctionsFolder(emits: ["echo.emitted"]))
    let emit = { (count: Int, id: String) in record(id, event("echo.emit", ["count": .integer(count)], id: id).text) }
    let answer = lambda.invoke(JSON.array([emit(2, "a"), emit(1, "b")]).text)
    #expect(answer?.body.array?.map { $0["causationid"] ?? .null } == ["a", "a", "b"])
    #expect(lambda.invoke(JSON.array([emit(0, "a")]).text)?.body == [])
    #expect(lambda.invoke(JSON.array([emit(6, "a"), emit(5, "b")]).text)?.errorType == "Reply.TooManyEvents")
    #expect(lambda.invoke(JSON.array([emit(1, "a"), record("b", "{")]).text)?.errorType == "Event.Invalid")
    _ = lambda.stop()
  }

  @Test func lambdasTraceIsThatOfTheHandlersLogAndOfTheEvents() throws {
    let lambda = try RuntimeAPI(FunctionsFolder(emits: ["echo.emitted"]))
    let trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"
    let answer = lambda.invoke(event("echo.emit", ["count": 1]).text, trace: trace)
    let traceparent = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01"
    #expect(answer?.body["events"]?.array?.first?["traceparent"] == .string(traceparent))
    #expect(lambda.stop().log.contains(#""trace":"5759e988bd862e3fe1be46a994272793""#))
  }

  @Test func thePlatformsKeysDoNotReachTheHandler() throws {
    let script = "cat >/dev/null; env | grep -q AWS && exit 70; echo '{\"result\":{}}'"
    let lambda = try RuntimeAPI(FunctionsFolder(script: script), ["AWS_SECRET_ACCESS_KEY": "x", "AWS_REGION": "y"])
    #expect(lambda.invoke(event("echo.x").text)?.kind == "response")
    _ = lambda.stop()
  }

  @Test func whatIsWrongWithTheDeploymentIsToldAtTheStart() throws {
    let lambda = try RuntimeAPI(FunctionsFolder(emits: ["echo.emitted"]), [:])
    let error = lambda.initError()
    #expect(error?.errorType == "Host.CannotStart")
    #expect(error?.body["errorMessage"]?.string?.contains("REKINDLE_EVENTS_TO") == true)
    #expect(lambda.finish().exitCode == 78)
  }

  @Test func aReplyThatLambdaRefusesAsTooLargeBecomesTheCallsFailure() throws {
    let lambda = try RuntimeAPI(FunctionsFolder(), refusing: 413)
    #expect(lambda.invoke(event("echo.x").text)?.errorType == "Reply.TooLarge")
    _ = lambda.stop()
  }

  @Test func whenTheRuntimeAPIIsInTroubleTheProcessEndsAtOnce() throws {
    let lambda = try RuntimeAPI(FunctionsFolder(), refusing: 500)
    _ = lambda.start(event("echo.x").text)
    let result = lambda.finish()
    #expect(result.exitCode == 69 && !result.timedOut)
  }

  @Test func sigtermLetsTheCallInHandEndAndNoOtherBegins() throws {
    let folder = try FunctionsFolder(script: #"touch $NOTES; sleep 1; echo '{"result":{}}'"#)
    let notes = "\(folder.path)/notes"
    let lambda = try RuntimeAPI(folder, ["NOTES": notes])
    let call = lambda.start(event("echo.x").text)
    while access(notes, F_OK) != 0 { usleep(10_000) }
    lambda.process.signal(SIGTERM)
    let next = lambda.start(event("echo.x").text)
    #expect(lambda.finish().exitCode == 0)
    #expect(lambda.answer(to: call)?.kind == "response")
    #expect(lambda.answer(to: next) == nil)
  }

  @Test func aCallThatOutlastsTheDrainTimeIsLeft() throws {
    let folder = try FunctionsFolder(script: "touch $NOTES; sleep 3")
    let notes = "\(folder.path)/notes"
    let lambda = try RuntimeAPI(folder, ["NOTES": notes, "REKINDLE_DRAIN_SECONDS": "0"])
    let call = lambda.start(event("echo.x").text)
    while access(notes, F_OK) != 0 { usleep(10_000) }
    #expect(lambda.stop().exitCode == 75)
    #expect(lambda.answer(to: call) == nil)
  }

  @Test func severalInvocationsRunAtOnceWhereLambdaAllowsIt() throws {
    let lambda = try RuntimeAPI(FunctionsFolder(), ["AWS_LAMBDA_MAX_CONCURRENCY": "3"])
    #expect(lambda.waitForThreads(3))
    for number in 1...6 { #expect(lambda.invoke(event("echo.x", id: "\(number)").text)?.kind == "response") }
    #expect(lambda.stop().exitCode == 0)
  }

  @Test func warmOneProcessServesInvocationAfterInvocation() throws {
    let lambda = try RuntimeAPI(FunctionsFolder(), ["REKINDLE_PROCESSES": "warm"])
    let served = (1...3).map { lambda.invoke(event("echo.x", id: "\($0)").text)?.body["result"]?["served"] }
    #expect(served == [1, 2, 3])
    #expect(lambda.stop().exitCode == 0)
  }
}
