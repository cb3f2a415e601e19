import FunctionContract
import JSON
import TestKit
import Testing

/// Azure Functions custom handlers (docs/deploy/azure-functions.md): the trigger's binding in, `Outputs.events` out.
@Suite struct AzureModeTests {
  private func server() throws -> HostServer {
    try HostServer(
      FunctionsFolder(emits: ["echo.emitted"]), portName: "FUNCTIONS_CUSTOMHANDLER_PORT",
      ["REKINDLE_EVENTS_TO": "reply", "PORT": "1"])
  }

  private func invocation(_ binding: JSON) -> String {
    JSON.object(["Data": ["message": binding], "Metadata": ["sys": ["MethodName": "echo"]]]).text
  }

  @Test(arguments: [true, false])
  func aQueuesMessageInAStringOrAsAnObjectEventsAsStringsInTheOutputBinding(isText: Bool) throws {
    let text = event("echo.emit", ["count": 2])
    let answer = try server().ask(
      "/echo", invocation(isText ? .string(text) : try JSON.parse(text)), ["content-type": "application/json"])
    #expect(answer.status == 200)
    let events = try #require(answer.json?["Outputs"]?["events"]?.array)
    #expect(events.count == 2)
    #expect(try JSON.parse(#require(events[0].string))["type"] == "echo.emitted")
  }

  @Test
  func aTimerTriggerIsTheFunctionsTimer() throws {
    let answer = try server().ask("/echo", invocation(["Schedule": [:], "IsPastDue": false]))
    #expect(answer.status == 200)
    #expect(answer.json?["ReturnValue"]?["served"] == 1)
  }

  @Test
  func aFailureIsNo2xxThePlatformRepeatsIt() throws {
    let answer = try server().ask("/echo", invocation(.string(event("echo.fail", ["code": 75]))))
    #expect(answer.status == 503)
  }

  @Test
  func aForwardedRequestReachesItsRoute() throws {
    #expect(try server().ask("/echo/1", "hi").body == "hi")
  }
}
