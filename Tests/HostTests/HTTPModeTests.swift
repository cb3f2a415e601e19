import Channels
import FunctionContract
import Foundation
import JSON
import TestKit
import Testing

/// HTTP on `PORT`: CloudEvents for the function's types, requests for its routes (docs/deploy/README.md).
@Suite struct HTTPModeTests {
  private static let structured = ["content-type": "application/cloudevents+json"]

  @Test
  func theAnswerIsNothingAnEventOrABatch() throws {
    let server = try HostServer(FunctionsFolder(emits: ["echo.emitted"]), ["REKINDLE_EVENTS_TO": "reply"])
    #expect(try server.ask("/", event("echo.x"), Self.structured).status == 202)
    let one = try server.ask("/", event("echo.emit", ["count": 1]), Self.structured)
    #expect(one.status == 200)
    #expect(one.type == "application/cloudevents+json")
    #expect(try CloudEvent(json: #require(one.json)).type == "echo.emitted")
    let many = event("echo.emit", ["count": 3])
    #expect(try server.ask("/", many, Self.structured).status == 500, "plain JSON is never an answer to an event")
    let batch = try server.ask(
      "/", many, Self.structured.merging(["accept": "application/cloudevents-batch+json"]) { $1 })
    #expect(batch.status == 200)
    #expect(batch.json?.array?.count == 3)
  }

  @Test(arguments: [
    (64, 400), (65, 400), (77, 403), (69, 503), (75, 503), (70, 500), (78, 500),
  ])
  func theExitCodeIsTheStatus(code: Int, status: Int) throws {
    let server = try HostServer(FunctionsFolder())
    let answer = try server.ask("/", event("echo.fail", ["code": .integer(code)]), Self.structured)
    #expect(answer.status == status)
    #expect(answer.json?["errorType"] == "Echo.Failed")
    #expect((answer.answer.header("retry-after") != nil) == (status == 503))
  }

  @Test
  func binaryModeReachesTheHandlerWithItsDataAndItsTrace() throws {
    let server = try HostServer(FunctionsFolder(emits: ["echo.emitted"]), ["REKINDLE_EVENTS_TO": "reply"])
    let trace = "00-0af7651916cd43dd8448eb211c80319c-b9c7c989f97918e1-01"
    let answer = try server.ask(
      "/any/path", #"{"count":1}"#,
      [
        "ce-specversion": "1.0", "ce-id": "7", "ce-source": "/s", "ce-type": "echo.emit", "traceparent": trace,
        "content-type": "application/json",
      ])
    #expect(answer.json?["causationid"] == "7")
    #expect(answer.json?["traceparent"] == .string(trace))
  }

  @Test(arguments: [
    "hello", #"{"specversion":"1.0","id":"1","source":"/s","type":"echo.fail","data":{"code":70}}"#,
  ])
  func aRequestForARouteIsARequestWhateverItsBodySays(body: String) throws {
    let server = try HostServer(FunctionsFolder())
    let answer = try server.ask("/echo/1?a=b", body, ["content-type": "text/x-test"])
    #expect(answer.status == 200)
    #expect(answer.body == body)
    #expect(answer.type == "text/x-test")
  }

  @Test(arguments: [
    (
      #"{"specversion":"1.0","id":"1","source":"/s","type":"http.request","data":{"requestContext":{"http":{"method":"POST","path":"/echo/1"}}}}"#,
      "application/json", 400
    ),
    (#"{"version":"2.0","rawPath":"/echo/1","requestContext":{"http":{"method":"POST"}}}"#, "application/json", 400),
    (#"{"specversion":"1.0","id":"1","source":"/s","type":"foreign"}"#, "application/json", 400),
    ("[]", "application/cloudevents-batch+json", 415),
    ("not json", "application/json", 400),
  ])
  func requestsWrappedAsEventsForeignTypesAndOtherContentTypesAreRefused(body: String, type: String, status: Int) throws
  {
    let server = try HostServer(FunctionsFolder())
    #expect(try server.ask("/", body, ["content-type": type]).status == status)
  }

  @Test
  func healthReadinessAndTheProbeOfAnImageWithoutAShell() throws {
    let folder = try FunctionsFolder()
    let server = try HostServer(folder)
    #expect(try server.ask("/_/health").status == 200)
    #expect(try server.ask("/_/ready").status == 200)
    #expect(try folder.run("", ["PORT": String(server.port)], ["--health"]).exitCode == 0)
    #expect(server.stop().exitCode == 0)
    #expect(try folder.run("", ["PORT": String(server.port)], ["--health"]).exitCode == 1)
  }

  @Test
  func aFunctionWithRoutesOnlyHasNoDoorForEvents() throws {
    let server = try HostServer(FunctionsFolder(events: [], timer: nil))
    #expect(try server.ask("/", event("echo.x"), Self.structured).status == 404)
    #expect(try server.ask("/echo/1").status == 405)
  }

  @Test
  func theDeadlineIs504() throws {
    let server = try HostServer(FunctionsFolder(seconds: 1, script: "sleep 20"))
    #expect(try server.ask("/", event("echo.x"), Self.structured).status == 504)
  }

  @Test
  func warmOneProcessServesEventAfterEvent() throws {
    let server = try HostServer(
      FunctionsFolder(emits: ["echo.emitted"], max: 1), ["REKINDLE_PROCESSES": "warm", "REKINDLE_EVENTS_TO": "reply"])
    for _ in 0..<3 { #expect(try server.ask("/", event("echo.x"), Self.structured).status == 202) }
    let log = server.stop().log
    #expect(log.contains(#""served":3"#))
  }

  @Test
  func beyondWhatMayRunAndWaitTheAnswerIs429AndTheOthersAreServed() throws {
    let server = try HostServer(FunctionsFolder(seconds: 10, max: 1, script: #"sleep 0.5; echo '{"result":{}}'"#))
    let statuses = Statuses()
    let threads = (0..<12).map { _ in
      let thread = Thread { statuses.add((try? server.ask("/", event("echo.x"), Self.structured).status) ?? 0) }
      thread.start()
      return thread
    }
    while !threads.allSatisfy(\.isFinished) { usleep(20_000) }
    #expect(statuses.all.filter { $0 == 202 }.count >= 5)
    #expect(statuses.all.contains(429))
    #expect(Set(statuses.all) == [202, 429])
  }

  @Test
  func aSenderThatDoesNotWaitIsAnsweredAtOnceAndTheEventIsRepeatedUntilItIsDone() throws {
    let folder = try FunctionsFolder(
      script: #"sleep 0.5; echo $REKINDLE_ATTEMPT >> $NOTES; [ "$REKINDLE_ATTEMPT" = 2 ] || exit 75; echo '{}'"#)
    let notes = "\(folder.path)/notes"
    let server = try HostServer(folder, ["NOTES": notes])
    let answer = try server.ask("/", event("echo.x"), Self.structured.merging(["prefer": "respond-async"]) { $1 })
    #expect(answer.status == 202)
    #expect(answer.answer.header("preference-applied") == "respond-async")
    #expect(!FileManager.default.fileExists(atPath: notes), "nothing was waited for")
    for _ in 0..<500 where (try? String(contentsOfFile: notes, encoding: .utf8)) != "1\n2\n" { usleep(20_000) }
    #expect(try String(contentsOfFile: notes, encoding: .utf8) == "1\n2\n")
  }

  @Test
  func whereEventsAreTheSendersASenderWhoDoesNotWaitGetsThemAllTheSame() throws {
    let server = try HostServer(FunctionsFolder(emits: ["echo.emitted"]), ["REKINDLE_EVENTS_TO": "reply"])
    let headers = Self.structured.merging(["prefer": "respond-async"]) { $1 }
    let answer = try server.ask("/", event("echo.emit", ["count": 1]), headers)
    #expect(answer.status == 200)
    #expect(answer.json?["type"] == "echo.emitted")
  }

  /// The second request starts and ends while the first is at work: what the first has started stays until its own end.
  @Test
  func whatHasLeftItsHandlersGroupEndsWithItsOwnRequest() throws {
    let folder = try FunctionsFolder(
      timer: nil,
      script: """
        cat >/dev/null; if mkdir $NOTES 2>/dev/null; then name=long; else name=short; fi
        setsid sh -c '(setsid sleep 300 & echo $! >$0.next; mv $0.next $0); sleep 300' $NOTES/$name >/dev/null 2>&1 &
        until [ -e $NOTES/$name ]; do sleep 0.01; done
        [ $name = short ] || { until [ -e $NOTES/go ]; do sleep 0.01; done; kill -0 $(cat $NOTES/long) && touch $NOTES/alive; }
        echo '{"result":{}}'
        """)
    let notes = "\(folder.path)/notes"
    let server = try HostServer(folder, ["NOTES": notes])
    func number(_ name: String) throws -> pid_t {
      for _ in 0..<500 {
        let text = (try? String(contentsOfFile: "\(notes)/\(name)", encoding: .utf8)) ?? ""
        if let pid = pid_t(text.filter(\.isNumber)) { return pid }
        usleep(10_000)
      }
      throw Spawn.Failure(description: "\(name) did not start")
    }
    let long = try Spawn(
      "curl", ["-s", "-d", event("echo.x", id: "1"), "http://127.0.0.1:\(server.port)/"],
      environment: ["PATH": "/usr/bin:/bin"]
    ).start()
    let first = try number("long")
    #expect(try server.ask("/", event("echo.x", id: "2")).status == 202)
    #expect(Processes.isGone(try number("short")))
    try Data().write(to: URL(fileURLWithPath: "\(notes)/go"))
    #expect(long.finish().exitCode == 0)
    #expect(FileManager.default.fileExists(atPath: "\(notes)/alive"))
    #expect(Processes.isGone(first))
  }

  @Test
  func eventsThatWaitForAnotherAttemptHoldNoProcess() throws {
    let folder = try FunctionsFolder(max: 1, script: #"grep -q patient && exit 75; echo '{}'"#)
    let server = try HostServer(folder)
    let headers = Self.structured.merging(["prefer": "respond-async; wait=1"]) { $1 }
    var statuses: [Int] = []
    while statuses.count < 100, statuses.last != 429 {
      statuses.append(try server.ask("/", event("echo.x", ["kind": "patient"]), headers).status)
      #expect(try server.ask("/", event("echo.x"), Self.structured).status == 202)
    }
    #expect(statuses.filter { $0 == 202 }.count >= 4)
    #expect(statuses.last == 429)
    let log = server.stop().log.split(separator: "\n")
    #expect(log.count { $0.contains("an event was given up") } == statuses.count - 1, "none is lost without a word")
  }

  @Test
  func aFaultIsToldAlsoToASenderThatDoesNotWait() throws {
    let server = try HostServer(FunctionsFolder())
    let headers = Self.structured.merging(["prefer": "respond-async"]) { $1 }
    #expect(try server.ask("/", event("foreign"), headers).status == 400)
    #expect(try server.ask("/", "{", headers).status == 400)
  }

  @Test
  func whatWasTakenIsDoneBeforeTheEnd() throws {
    let folder = try FunctionsFolder(max: 1, script: #"sleep 0.3; echo done >> $NOTES; echo '{}'"#)
    let notes = "\(folder.path)/notes"
    let server = try HostServer(folder, ["NOTES": notes])
    for id in 1...3 {
      let headers = Self.structured.merging(["prefer": "respond-async"]) { $1 }
      #expect(try server.ask("/", event("echo.x", id: String(id)), headers).status == 202)
    }
    #expect(server.stop().exitCode == 0)
    #expect(try String(contentsOfFile: notes, encoding: .utf8) == "done\ndone\ndone\n")
  }

  @Test
  func sigtermWorkInHandIsFinishedNothingFurtherIsTakenAndTheExitCodeIs0() throws {
    let folder = try FunctionsFolder(script: #"touch $NOTES; sleep 1; echo '{"result":{}}'"#)
    let notes = "\(folder.path)/notes"
    let server = try HostServer(folder, ["NOTES": notes])
    let statuses = Statuses()
    let inFlight = Thread { statuses.add((try? server.ask("/", event("echo.x"), Self.structured).status) ?? 0) }
    inFlight.start()
    while !FileManager.default.fileExists(atPath: notes) { usleep(10_000) }
    let result = server.stop()
    while !inFlight.isFinished { usleep(10_000) }
    #expect(statuses.all == [202])
    #expect(result.exitCode == 0)
  }
}

/// Statuses that threads saw.
final class Statuses: @unchecked Sendable {
  private let lock = NSLock()
  private var statuses: [Int] = []
  func add(_ status: Int) { lock.withLock { statuses.append(status) } }
  var all: [Int] { lock.withLock { statuses } }
}
