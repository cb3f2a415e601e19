import FunctionContract
import Foundation
import TestKit
import Testing

/// What is wrong with a deployment shows at its start (issue 3: never at three in the morning).
@Suite struct StartTests {
  @Test(
    arguments: [
      ([:], ["echo.emitted"], [], "REKINDLE_EVENTS_TO"),
      (["REKINDLE_EVENTS_TO": "nowhere"], ["echo.emitted"], [], "REKINDLE_EVENTS_TO"),
      (["REKINDLE_EVENTS_TO": "other.type=http://x/"], ["echo.emitted"], [], "echo.emitted"),
      ([:], [], ["DATABASE_URL"], "DATABASE_URL"),
      (["PORT": "http"], [], [], "PORT"),
      (["REKINDLE_PROCESSES": "hot"], [], [], "REKINDLE_PROCESSES"),
      (["REKINDLE_DRAIN_SECONDS": "-1"], [], [], "REKINDLE_DRAIN_SECONDS"),
    ] as [([String: String], [String], [String], String)])
  func whatCannotBeStartedExits78AndSaysWhatToChange(
    environment: [String: String], emits: [String], required: [String], part: String
  ) throws {
    let folder = try FunctionsFolder(emits: emits, required: required)
    let result = try folder.run("", ["PORT": "0"].merging(environment) { $1 })
    #expect(result.exitCode == 78)
    #expect(result.log.contains(part))
    #expect(result.output == "", "nothing listened")
  }

  @Test
  func nobodyTakesEventsFromAPageOrAJobReplyIsNoDestinationThere() throws {
    let pages = try FunctionsFolder(events: [], emits: ["echo.emitted"], timer: nil)
    let events = try FunctionsFolder(emits: ["echo.emitted"])
    for (folder, mode) in [(pages, "PORT"), (pages, "FUNCTIONS_CUSTOMHANDLER_PORT"), (events, "REKINDLE_EVENT")] {
      let result = try folder.run("", [mode: "0", "REKINDLE_EVENTS_TO": "reply"])
      #expect(result.exitCode == 78)
      #expect(result.log.contains("REKINDLE_EVENTS_TO"))
    }
  }

  @Test
  func theActionLoopNeedsDescriptor3() throws {
    let result = try FunctionsFolder().run("{}\n", ["__OW_ACTION_NAME": "/guest/echo"])
    #expect(result.exitCode == 78)
    #expect(result.log.contains("descriptor 3"))
  }

  @Test
  func aPortThatIsTakenIsAConfigurationFault() throws {
    let folder = try FunctionsFolder()
    let server = try HostServer(folder)
    let result = try folder.run("", ["PORT": String(server.port)])
    #expect(result.exitCode == 78)
    #expect(result.log.contains("\(server.port)"))
  }

  @Test
  func withoutANameTheOnlyFunctionRunsOfSeveralOneMustBeNamed() throws {
    let folder = try FunctionsFolder()
    try FileManager.default.createDirectory(atPath: "\(folder.path)/second", withIntermediateDirectories: true)
    let unnamed = try folder.run(event("echo.x"))
    #expect(unnamed.exitCode == 64)
    #expect(unnamed.log.contains("echo-function, second"))
    #expect(try folder.run(event("echo.x"), [:], ["echo-function"]).exitCode == 0)
    #expect(try folder.run(event("echo.x"), [:], ["third"]).exitCode == 78)
  }

  @Test
  func secretsComeFromAFileOfLinesABadLineIsNamedWithoutItsText() throws {
    let folder = try FunctionsFolder(required: ["DATABASE_URL", "API_KEY"])
    let file = "\(folder.path).env"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try "# of this function\nDATABASE_URL=postgresql://a=b@c/d\n\nAPI_KEY=k".write(
      toFile: file, atomically: true, encoding: .utf8)
    #expect(try folder.run(event("echo.x"), ["REKINDLE_SECRETS": file]).exitCode == 0)
    try "DATABASE_URL=x\nhunter2".write(toFile: file, atomically: true, encoding: .utf8)
    let bad = try folder.run(event("echo.x"), ["REKINDLE_SECRETS": file])
    #expect(bad.exitCode == 78)
    #expect(bad.log.contains("line 2") && !bad.log.contains("hunter2"))
    #expect(try folder.run(event("echo.x"), ["REKINDLE_SECRETS": "/nowhere"]).log.contains("REKINDLE_SECRETS"))
  }

  @Test
  func helpAndVersionAnswerUnknownOptionsAreUsage() throws {
    let folder = try FunctionsFolder()
    #expect(try folder.run("", [:], ["--help"]).output.contains("usage"))
    #expect(try folder.run("", [:], ["--version"]).exitCode == 0)
    #expect(try folder.run("", [:], ["--what"]).exitCode == 64)
  }
}
