import FunctionContract
import Foundation
import JSON
import TestKit
import Testing

/// Standard input, a variable or a file: the reply on standard output, the meaning in the exit code.
@Suite struct JobModeTests {
  @Test
  func anEventOnStandardInputBecomesTheHandlersReply() throws {
    let result = try FunctionsFolder().run(event("echo.x", ["n": 1]))
    #expect(result.exitCode == 0)
    #expect(try JSON.parse(result.stdout)["result"]?["data"] == ["n": 1])
  }

  @Test
  func emittedEventsStayInTheReplyWhoeverPipesTheEventTakesThem() throws {
    let result = try FunctionsFolder(emits: ["echo.emitted"]).run(event("echo.emit", ["count": 3]))
    #expect(try JSON.parse(result.stdout)["events"]?.array?.count == 3)
  }

  @Test
  func eventsGoWhereTheSettingSaysAlsoFromStandardInput() throws {
    let folder = try FunctionsFolder(emits: ["echo.emitted"])
    let result = try folder.run(
      event("echo.emit", ["count": 3]), ["REKINDLE_EVENTS_TO": "http://127.0.0.1:1/"])
    #expect(result.exitCode == 69)
    #expect(result.log.contains("Publish.Failed"))
  }

  @Test
  func whatLibrariesSayIsInsideTheJSONLog() throws {
    let words = "WARNING: password file \"/root/.pgpass\" has group or world access"
    let script = "cat >/dev/null; printf '%s\\n' '\(words)' '' '{half a line' '{\"message\":\"own\"}' >&2; echo '{}'"
    let result = try FunctionsFolder(script: script).run(event("echo.x"))
    let lines = try result.log.split(separator: "\n").map { try JSON.parse(String($0)) }
    #expect(lines.compactMap { $0["words"]?.string } == [words, "{half a line"])
    #expect(lines.contains(["message": "own"]))
  }

  @Test
  func nothingAtAllIsTheFunctionsTimerAndItsIdIsTheMinute() throws {
    let result = try FunctionsFolder().run(" \n")
    #expect(result.exitCode == 0)
    #expect(result.log.contains(#""event_type":"timer.echo""#))
    let minute = Int(Date().timeIntervalSince1970) / 60
    #expect([minute, minute - 1].contains { result.log.contains(#""event_id":"timer.echo-\#($0)""#) })
  }

  @Test
  func nothingAtAllIsRefusedByAFunctionWithoutATimer() throws {
    let result = try FunctionsFolder(timer: nil).run("")
    #expect(result.exitCode == 65)
    #expect(try JSON.parse(result.stdout)["errorType"] == "Event.Empty")
  }

  @Test(arguments: [true, false])
  func theEventOfAVariableAndOfAFileIsRunOnce(inline: Bool) throws {
    let folder = try FunctionsFolder()
    let text = event("echo.x", ["n": 2])
    let environment: [String: String]
    if inline {
      environment = ["REKINDLE_EVENT": text]
    } else {
      try text.write(toFile: "\(folder.path)/event", atomically: true, encoding: .utf8)
      environment = ["K_EVENT_PATH": folder.path]
    }
    let result = try folder.run("", environment, [folder.name])
    #expect(result.exitCode == 0, "\(result.log)")
    #expect(try JSON.parse(result.stdout)["result"]?["data"] == ["n": 2])
  }

  @Test(arguments: [64, 65, 69, 70, 75, 77, 78])
  func exitCodesPassThroughWithTheErrorObject(code: Int) throws {
    let result = try FunctionsFolder().run(event("echo.fail", ["code": .integer(code)]))
    #expect(result.exitCode == Int32(code))
    #expect(try JSON.parse(result.stdout)["errorType"] == "Echo.Failed")
  }

  @Test(arguments: [
    ("{", "line 1"), ("[]", "$"), (#"{"a":1}"#, "specversion"), ("\u{0}", "JSON"),
    (#"{"specversion":"1.0","id":"1","source":"/s","type":"other.x"}"#, "echo.*"),
  ])
  func whatIsNoEventIsRefusedWith65AndAPlace(input: String, part: String) throws {
    let result = try FunctionsFolder().run(input)
    #expect(result.exitCode == 65)
    #expect(try #require(JSON.parse(result.stdout)["errorMessage"]?.string).contains(part))
  }

  @Test
  func anInputOverTheManifestsLimitIsRefused() throws {
    let result = try FunctionsFolder().run(event("echo.x", .string(String(repeating: "x", count: 70_000))))
    #expect(result.exitCode == 65)
    #expect(try JSON.parse(result.stdout)["errorType"] == "Event.TooLarge")
  }

  @Test
  func atTheDeadlineTheWholeProcessGroupEndsWithCode124() throws {
    let folder = try FunctionsFolder(seconds: 1, script: "sleep 30 & echo $! > $NOTES; sleep 30")
    let notes = "\(folder.path)/notes"
    let result = try folder.run(event("echo.x"), ["NOTES": notes])
    #expect(result.exitCode == 124)
    #expect(try JSON.parse(result.stdout)["errorType"] == "Host.Timeout")
    let child = try #require(Int32(try String(contentsOfFile: notes, encoding: .utf8).dropLast()))
    #expect(Processes.isGone(child))
  }

  @Test
  func aHandlerKilledByASignalEndsTheHostWith128N() throws {
    let result = try FunctionsFolder(script: "kill -9 $$").run(event("echo.x"))
    #expect(result.exitCode == 137)
    #expect(try JSON.parse(result.stdout)["errorType"] == "Host.Killed")
  }

  @Test(arguments: [
    ("sleep 20", "Host.Timeout"), ("kill -9 $$", "Host.Killed"), ("exit 75", "Host.Exited"),
    ("echo hello", "Bug.Reply"),
  ])
  func whatNoHandlerCanTellOfItselfStandsInTheHostsLog(script: String, type: String) throws {
    let folder = try FunctionsFolder(seconds: 1, script: script)
    let request = HTTPRequest(method: "POST", rawPath: "/echo/1").json.text
    for input in [event("echo.x"), request] {
      let lines = try folder.run(input).log.split(separator: "\n").filter { $0.contains(type) }
      #expect(lines.count == 1)
    }
  }

  @Test(arguments: ["echo hello", "exit 0", "echo '[]'"])
  func aReplyOutsideTheContractIsABugOfTheHandler(script: String) throws {
    let result = try FunctionsFolder(script: script).run(event("echo.x"))
    #expect(result.exitCode == 70)
  }

  @Test
  func anEventAfterItsExpirytimeIsDroppedWithoutRunningTheHandler() throws {
    let folder = try FunctionsFolder(script: "touch $NOTES; echo '{}'")
    let notes = "\(folder.path)/notes"
    let late = event("echo.x", more: ["expirytime": "2020-01-01T00:00:00Z"])
    let result = try folder.run(late, ["NOTES": notes])
    #expect(result.exitCode == 0)
    #expect(!FileManager.default.fileExists(atPath: notes))
  }

  @Test
  func theHandlerSeesOnlyTheVariablesOfItsManifestAndTheContract() throws {
    let folder = try FunctionsFolder(script: #"env | sort > $NOTES; echo '{"result":{}}'"#)
    let notes = "\(folder.path)/notes"
    _ = try folder.run(event("echo.x"), ["NOTES": notes, "SECRET": "x", "AWS_SECRET_ACCESS_KEY": "y"])
    let names = try String(contentsOfFile: notes, encoding: .utf8).split(separator: "\n")
      .map { String($0.prefix { $0 != "=" }) }
    #expect(
      Set(names).subtracting(["PWD", "_", "OLDPWD", "SHLVL"])
        == ["NOTES", "PATH", "REKINDLE_ATTEMPT", "REKINDLE_PROCESS", "REKINDLE_TIMEOUT_MS"])
  }

  @Test(arguments: [
    (SIGTERM, true, 0), (SIGINT, true, 130), (SIGTERM, false, 143),
  ])
  func sigtermLetsTheEventInHandFinishSIGINTAndAnInputThatNeverComesDoNotWait(
    signal: Int32, hasEvent: Bool, exitCode: Int32
  ) throws {
    let folder = try FunctionsFolder(script: #"touch $NOTES; sleep 1; echo '{"result":{}}'"#)
    let notes = "\(folder.path)/notes"
    var environment = ["NOTES": notes]
    if hasEvent { environment["REKINDLE_EVENT"] = event("echo.x") }
    let process = try folder.host(environment).start()
    while hasEvent, !FileManager.default.fileExists(atPath: notes) { usleep(10_000) }
    if !hasEvent { usleep(300_000) }
    kill(process.pid, signal)
    if !hasEvent { usleep(300_000) }
    #expect(process.finish().exitCode == exitCode)
  }

  @Test
  func aHandlerDoesNotOutliveItsHostSIGINTTheEndOfTheDrainASecondSignal() throws {
    for (drain, signals) in [("25", [SIGINT]), ("0", [SIGTERM]), ("25", [SIGTERM, SIGTERM])] {
      let folder = try FunctionsFolder(seconds: 60, script: "echo $$ > $NOTES; exec sleep 60")
      let notes = "\(folder.path)/notes"
      let process = try folder.host(
        ["NOTES": notes, "REKINDLE_EVENT": event("echo.x"), "REKINDLE_DRAIN_SECONDS": drain]
      ).start()
      var handler: pid_t?
      while handler == nil {
        usleep(10_000)
        handler = (try? String(contentsOfFile: notes, encoding: .utf8)).flatMap { pid_t($0.dropLast()) }
      }
      for signal in signals {
        kill(process.pid, signal)
        usleep(100_000)
      }
      let result = process.finish(timeout: 10)
      #expect(!result.timedOut && result.exitCode == 128 + signals[0])
      #expect(Processes.isGone(try #require(handler)))
    }
  }
}
