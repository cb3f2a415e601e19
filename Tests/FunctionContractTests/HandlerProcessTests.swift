import Domain
import FunctionContract
import FunctionShell
import JSON
import TestKit
import Testing

/// The shell as its host sees it: real processes of the smallest handler.
struct HandlerProcessTests {
  private func event(_ type: String = "echo.back", data: JSON = ["k": 1], time: String? = nil, id: String = "e-1")
    -> JSON
  {
    var members: [String: JSON] = [
      "specversion": "1.0", "id": .string(id), "source": "/tests", "type": .string(type), "data": data,
    ]
    members["time"] = time.map(JSON.string)
    return .object(members)
  }

  private func run(_ input: [UInt8], _ arguments: [String] = [], _ environment: [String: String] = [:]) throws
    -> Spawn.Result
  {
    try Spawn(built: "echo-function", arguments, environment: environment).run(input)
  }

  private func lines(_ text: String) throws -> [JSON] {
    try text.split(separator: "\n").map { try JSON.parse(String($0)) }
  }

  @Test func oneEventGivesOneLineAndExit0() throws {
    let run = try run(event().bytes)
    #expect(run.exitCode == 0)
    #expect(run.output.hasSuffix("}\n"))
    let reply = try #require(try lines(run.output).first)
    #expect(reply["result"]?["data"] == ["k": 1])
    #expect(reply["events"] == [])
    #expect(try lines(run.output).count == 1)
  }

  @Test func theLogIsJSONLinesWithTheEventsIdTypeAndTraceAndOneCompletionLine() throws {
    var members = try #require(event().object)
    members["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b9c7c989f97918e1-01"
    let log = try lines(try run(JSON.object(members).bytes, [], ["REKINDLE_ATTEMPT": "3"]).log)
    #expect(log.map { $0["message"] } == ["echoing", "done"])
    for line in log {
      #expect(line["fn"] == "echo-function")
      #expect(line["event_id"] == "e-1")
      #expect(line["event_type"] == "echo.back")
      #expect(line["attempt"] == 3)
      #expect(line["trace"] == "0af7651916cd43dd8448eb211c80319c")
    }
    #expect(log.last?["duration_ms"]?.integer != nil)
  }

  @Test(arguments: [65, 69, 70, 75, 77, 78]) func aFailureExitsWithItsCodeAndTellsWhyTwice(_ code: Int)
    throws
  {
    let run = try run(event("echo.fail", data: ["code": .integer(code)]).bytes)
    #expect(run.exitCode == Int32(code))
    #expect(run.output == "{\"errorMessage\":\"the event asked for a failure\",\"errorType\":\"Echo.Failed\"}\n")
    let last = try #require(try lines(run.log).last)
    #expect(last["errorType"] == "Echo.Failed")
    #expect(last["errorMessage"] == "the event asked for a failure")
    #expect(last["severity"] == "ERROR")
  }

  @Test(arguments: UnusableInput.allCases)
  func inputThatCannotBeUsedEndsWith65AndAPlaceNeverACrash(_ input: UnusableInput) throws {
    let run = try run(input.bytes)
    #expect(run.exitCode == 65)
    #expect(try lines(run.output).first?["errorMessage"]?.string?.isEmpty == false)
  }

  @Test func anEventThatCannotBeReadIsRefusedBeforeTheHandlerIsMade() throws {
    #expect(try run(Array("{}".utf8), [], ["ECHO_REQUIRES": "1"]).exitCode == 65)
    let run = try run(event().bytes, [], ["ECHO_REQUIRES": "1"])
    #expect(run.exitCode == 78)
    #expect(run.output.contains("ECHO_SETTING"))
  }

  @Test func nowIsTheEventsTimeOnlyWhereTheClockIsTheEvents() throws {
    let timed = event(time: "2020-01-02T03:04:05+05:30").bytes
    let virtual = try lines(try run(timed, [], ["REKINDLE_CLOCK": "event"]).output).first
    #expect(virtual?["result"]?["now"] == "2020-01-01T21:34:05Z")
    let real = try lines(try run(timed).output).first?["result"]?["now"]?.string.flatMap(Instant.init(rfc3339:))
    #expect(try #require(real) > Instant(seconds: 1_700_000_000))
    #expect(try run(event().bytes, [], ["REKINDLE_CLOCK": "event"]).exitCode == 65)
    #expect(try run(event().bytes, [], ["REKINDLE_CLOCK": "sundial"]).exitCode == 78)
  }

  @Test func theDeadlineIsRealTimeAlsoWhereNowIsVirtual() throws {
    func remaining(_ environment: [String: String]) throws -> Int {
      let reply = try lines(try run(event(time: "2020-01-01T00:00:00Z").bytes, [], environment).output).first
      return try #require(reply?["result"]?["remaining_ms"]?.integer)
    }
    #expect((20_000...30_000).contains(try remaining([:])))
    #expect((1...5000).contains(try remaining(["REKINDLE_TIMEOUT_MS": "5000", "REKINDLE_CLOCK": "event"])))
    let soon = String((WallClock.now + .seconds(12)).microseconds / 1000)
    #expect((5_000...12_000).contains(try remaining(["REKINDLE_DEADLINE_MS": soon, "REKINDLE_CLOCK": "event"])))
    #expect(try run(event().bytes, [], ["REKINDLE_TIMEOUT_MS": "soon"]).exitCode == 78)
  }

  @Test func aRequestIsAnsweredInTheFormOfAResponse() throws {
    let request = HTTPRequest(method: "POST", rawPath: "/x", headers: ["content-type": "text/plain"], body: [0xFF, 0])
    let reply = try ReplyDecoder().decode(try run(request.json.bytes).stdout)
    #expect(reply == .http(HTTPResponse(status: 200, headers: ["content-type": "text/plain"], body: [0xFF, 0])))
  }

  @Test func emittedEventsKeepTheirIdsWhenTheEventIsServedAgainAndElevenAreABug() throws {
    func ids(_ count: Int) throws -> [JSON?] {
      let reply = try lines(try run(event("echo.emit", data: ["count": .integer(count)]).bytes).output).first
      return (reply?["events"]?.array ?? []).map { $0["id"] }
    }
    let first = try ids(10)
    #expect(Set(first.map { $0?.string ?? "" }).count == 10)
    #expect(try ids(10) == first)
    #expect(try run(event("echo.emit", data: ["count": 11]).bytes).exitCode == 70)
  }

  @Test(arguments: [(["--stram"], 64), (["a", "b"], 64), (["--help"], 0), (["--version"], 0)] as [([String], Int32)])
  func argumentsAreRefusedOrAnsweredWithoutAnEvent(_ arguments: [String], _ status: Int32) throws {
    #expect(try run([], arguments).exitCode == status)
  }

  @Test func warmModeAnswersEachLineSurvivesFailuresAndEndsWithItsInput() throws {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 13 << 20)
    let failing = event("echo.fail", data: ["code": 75]).bytes
    let input = [event().bytes, Array("{".utf8), [], failing, long, event().bytes].joined(separator: [
      UInt8(ascii: "\n")
    ])
    let run = try run(Array(input), ["--stream"])
    #expect(run.exitCode == 0)
    let replies = try lines(run.output)
    try #require(replies.map { $0["exitCode"]?.integer } == [nil, 65, 65, 75, 65, nil])
    #expect(replies.first?["result"]?["served"] == 1)
    #expect(replies[4]["errorType"] == "Event.TooLarge")
    #expect(replies.last?["result"]?["served"] == 3)
  }

  @Test func warmModeEndsWhenTheHandlerCannotBeMade() throws {
    let input = event().bytes + [UInt8(ascii: "\n")] + event().bytes
    let run = try run(input, ["--stream"], ["ECHO_REQUIRES": "1"])
    #expect(run.exitCode == 78)
    #expect(try lines(run.output).count == 1)
  }

  @Test func logLevelsAreChosenByTheEnvironment() throws {
    #expect(try run(event().bytes, [], ["REKINDLE_LOG_LEVEL": "error"]).stderr == [])
    #expect(try run(event().bytes, [], ["REKINDLE_LOG_LEVEL": "loud"]).exitCode == 78)
  }
}

/// Named, so that a log says which and does not hold megabytes of it.
enum UnusableInput: CaseIterable {
  case nothing, unfinished, namedTwice, noNumber, noUTF8, brokenUTF8, deep, long

  var bytes: [UInt8] {
    switch self {
    case .nothing: []
    case .unfinished: Array("{".utf8)
    case .namedTwice: Array("{\"a\":1,\"a\":2}".utf8)
    case .noNumber: Array("{\"a\":NaN}".utf8)
    case .noUTF8: [0xFF, 0xFE]
    case .brokenUTF8: [0x22, 0xC3, 0x28, 0x22]
    case .deep: Array(repeating: UInt8(ascii: "["), count: 1_000_000)
    case .long: Array(repeating: 0, count: 6 << 20 + 1)
    }
  }
}
