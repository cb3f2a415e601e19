import FunctionContract
import JSON
import TestKit
import Testing

/// OpenWhisk's action loop and black box (docs/deploy/openwhisk.md).
@Suite struct OpenWhiskTests {
  private func activation(_ value: String, more: String = "") -> String {
    #"{"value":\#(value),"activation_id":"a1"\#(more)}"#
  }

  /// Runs the action loop with descriptor 3 as the test's standard output.
  private func loop(_ input: String, acknowledges: Bool = false) throws -> [JSON] {
    let folder = try FunctionsFolder(emits: ["echo.emitted"])
    var host = folder.host([
      "__OW_ACTION_NAME": "/guest/echo", "__OW_API_HOST": "http://x", "REKINDLE_EVENTS_TO": "reply",
    ])
    if acknowledges { host.environment["__OW_WAIT_FOR_ACK"] = "1" }
    host.arguments = ["-c", "exec '\(host.program)' 3>&1 1>&2"]
    host.program = "/bin/sh"
    let result = try host.run(input)
    #expect(result.exitCode == 0, "\(result.log)")
    return try result.output.split(separator: "\n").map { try JSON.parse(String($0)) }
  }

  @Test
  func actionLoopAnswersEachLineAndGoesOnAfterABadOne() throws {
    let lines = [
      activation(event("echo.emit", ["count": 2])), "{", activation(event("echo.fail", ["code": 65])),
      activation("{}"),
    ]
    let answers = try loop(lines.joined(separator: "\n") + "\n")
    #expect(answers.count == 4)
    #expect(answers[0]["events"]?.array?.count == 2)
    #expect(answers[1]["error"]?["errorType"] == "Event.Invalid")
    #expect(answers[2]["error"]?["errorType"] == "Echo.Failed")
    #expect(answers[3]["result"]?["served"] == 1, "a trigger without an event is the timer")
  }

  @Test
  func theAcknowledgementGoesOutOnlyWhereItIsAskedFor() throws {
    #expect(try loop("", acknowledges: true) == [["ok": true]])
    #expect(try loop("") == [])
  }

  @Test
  func theActivationsDeadlineEndsTheHandler() throws {
    let answers = try loop(activation(event("echo.x"), more: #","deadline":1000"#) + "\n")
    #expect(answers.first?["error"]?["errorType"] == "Host.Timeout")
  }

  @Test
  func theActivationsDeadlineEndsAWebActionToo() throws {
    let value = #"{"__ow_method":"post","__ow_path":"/echo/1"}"#
    #expect(try loop(activation(value, more: #","deadline":1000"#) + "\n").first?["statusCode"] == 504)
  }

  @Test
  func aWebActionsRequestReachesItsRoute() throws {
    let value =
      #"{"__ow_method":"post","__ow_path":"/echo/1","__ow_headers":{"Content-Type":"text/plain"},"__ow_body":"aGk="}"#
    let answers = try loop(activation(value) + "\n")
    #expect(answers.first?["statusCode"] == 200)
    #expect(answers.first?["body"] == "hi")
  }

  @Test
  func blackBoxInitThenRunAnswersTheResultAndMarksTheEndOfTheLogs() throws {
    let server = try HostServer(
      FunctionsFolder(emits: ["echo.emitted"]), ["__OW_API_HOST": "http://x", "REKINDLE_EVENTS_TO": "reply"])
    #expect(try server.ask("/init", #"{"value":{}}"#).status == 200)
    let answer = try server.ask("/run", activation(event("echo.emit", ["count": 1])))
    #expect(answer.status == 200)
    #expect(answer.json?["events"]?.array?.count == 1)
    #expect(try server.ask("/run", activation(event("echo.fail", ["code": 70]))).json?["error"] != nil)
    let result = server.stop()
    #expect(result.log.split(separator: "\n").filter { $0 == "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX" }.count == 2)
    #expect(result.output.split(separator: "\n").filter { $0 == "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX" }.count == 2)
  }
}
