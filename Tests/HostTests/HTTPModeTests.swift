import Channels
import FunctionContract
import Foundation
import JSON
import TestKit
import Testing

/// HTTP on `PORT`: CloudEvents for the function's types, requests for its routes (docs/deploy/README.md).
@Suite struct HTTPModeTests {
  private static let structured = ["content-type": "application/cloudevents+json"]

  @Test("No event: 202. One event and a sender that takes a reply: that event. Several: a batch where it is asked for")
  func answers() throws {
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

  @Test(
    "The exit code is the status",
    arguments: [
      (64, 400), (65, 400), (77, 403), (69, 503), (75, 503), (70, 500), (78, 500),
    ])
  func status(code: Int, status: Int) throws {
    let server = try HostServer(FunctionsFolder())
    let answer = try server.ask("/", event("echo.fail", ["code": .integer(code)]), Self.structured)
    #expect(answer.status == status)
    #expect(answer.json?["errorType"] == "Echo.Failed")
    #expect((answer.answer.header("retry-after") != nil) == (status == 503))
  }

  @Test("Binary mode reaches the handler with its data and its trace")
  func binary() throws {
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

  @Test(
    "A request for a route is a request whatever its body says",
    arguments: [
      "hello", #"{"specversion":"1.0","id":"1","source":"/s","type":"echo.fail","data":{"code":70}}"#,
    ])
  func route(body: String) throws {
    let server = try HostServer(FunctionsFolder())
    let answer = try server.ask("/echo/1?a=b", body, ["content-type": "text/x-test"])
    #expect(answer.status == 200)
    #expect(answer.body == body)
    #expect(answer.type == "text/x-test")
  }

  @Test(
    "Requests wrapped as events, foreign types and other content types are refused",
    arguments: [
      (
        #"{"specversion":"1.0","id":"1","source":"/s","type":"http.request","data":{"requestContext":{"http":{"method":"POST","path":"/echo/1"}}}}"#,
        "application/json", 400
      ),
      (#"{"version":"2.0","rawPath":"/echo/1","requestContext":{"http":{"method":"POST"}}}"#, "application/json", 400),
      (#"{"specversion":"1.0","id":"1","source":"/s","type":"foreign"}"#, "application/json", 400),
      ("[]", "application/cloudevents-batch+json", 415),
      ("not json", "application/json", 400),
    ])
  func refused(body: String, type: String, status: Int) throws {
    let server = try HostServer(FunctionsFolder())
    #expect(try server.ask("/", body, ["content-type": type]).status == status)
  }

  @Test("Health, readiness and the probe of an image without a shell")
  func health() throws {
    let folder = try FunctionsFolder()
    let server = try HostServer(folder)
    #expect(try server.ask("/_/health").status == 200)
    #expect(try server.ask("/_/ready").status == 200)
    #expect(try folder.run("", ["PORT": String(server.port)], ["--health"]).exitCode == 0)
    #expect(server.stop().exitCode == 0)
    #expect(try folder.run("", ["PORT": String(server.port)], ["--health"]).exitCode == 1)
  }

  @Test("A function with routes only has no door for events")
  func routesOnly() throws {
    let server = try HostServer(FunctionsFolder(events: [], timer: nil))
    #expect(try server.ask("/", event("echo.x"), Self.structured).status == 404)
    #expect(try server.ask("/echo/1").status == 405)
  }

  @Test("The deadline is 504")
  func deadline() throws {
    let server = try HostServer(FunctionsFolder(seconds: 1, script: "sleep 20"))
    #expect(try server.ask("/", event("echo.x"), Self.structured).status == 504)
  }

  @Test("Warm: one process serves event after event")
  func warm() throws {
    let server = try HostServer(
      FunctionsFolder(emits: ["echo.emitted"], max: 1), ["REKINDLE_PROCESSES": "warm", "REKINDLE_EVENTS_TO": "reply"])
    for _ in 0..<3 { #expect(try server.ask("/", event("echo.x"), Self.structured).status == 202) }
    let log = server.stop().log
    #expect(log.contains(#""served":3"#))
  }

  @Test("Beyond what may run and wait the answer is 429, and the others are served")
  func tooMany() throws {
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

  @Test("A sender that does not wait is answered at once, and the event is repeated until it is done")
  func carried() throws {
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

  @Test("Where events are the sender's, a sender who does not wait gets them all the same")
  func carriedReply() throws {
    let server = try HostServer(FunctionsFolder(emits: ["echo.emitted"]), ["REKINDLE_EVENTS_TO": "reply"])
    let headers = Self.structured.merging(["prefer": "respond-async"]) { $1 }
    let answer = try server.ask("/", event("echo.emit", ["count": 1]), headers)
    #expect(answer.status == 200)
    #expect(answer.json?["type"] == "echo.emitted")
  }

  @Test("Events that wait for another attempt hold no process; beyond a few of them further ones are refused")
  func carriedWaiting() throws {
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

  @Test("A fault is told also to a sender that does not wait")
  func carriedFault() throws {
    let server = try HostServer(FunctionsFolder())
    let headers = Self.structured.merging(["prefer": "respond-async"]) { $1 }
    #expect(try server.ask("/", event("foreign"), headers).status == 400)
    #expect(try server.ask("/", "{", headers).status == 400)
  }

  @Test("What was taken is done before the end")
  func carriedDrain() throws {
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

  @Test("SIGTERM: work in hand is finished, nothing further is taken, and the exit code is 0")
  func drain() throws {
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
