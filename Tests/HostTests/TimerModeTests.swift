import Domain
import FunctionContract
import Foundation
import JSON
import TestKit
import Testing

/// `function-host --timers`: schedules where no platform has them.
@Suite struct TimerModeTests {
  @Test
  func aTimerReachesItsFunctionAlsoOneThatFellDueBeforeTheStartWhatFailsIsSentAgain() throws {
    let folder = try FunctionsFolder(
      script: #"cat >>$NOTES; echo >>$NOTES; test $(wc -l <$NOTES) -gt 1 || exit 75; echo '{"result":{}}'"#)
    let notes = "\(folder.path)/notes"
    let server = try HostServer(folder, ["NOTES": notes])
    let address = ["REKINDLE_EVENTS_TO": "timer.echo=http://127.0.0.1:\(server.port)/"]
    let timers = try folder.host(address, ["--timers"]).start()
    var events: [CloudEvent] = []
    for _ in 0..<2_000 where events.count < 2 {
      usleep(10_000)
      let lines = ((try? String(contentsOfFile: notes, encoding: .utf8)) ?? "").split(separator: "\n")
      events = lines.compactMap { line in try? CloudEvent(json: JSON.parse(String(line))) }
    }
    timers.signal(SIGTERM)
    #expect(timers.finish().exitCode == 0)
    try #require(events.count >= 2)
    #expect(events[0].type == "timer.echo")
    #expect(events[0].id == "timer.echo-\(try #require(events[0].time).seconds / 60)")
    #expect(events[0].id == events[1].id)
  }

  @Test(arguments: [
    ("timer.echo", "other=http://127.0.0.1:1/", "REKINDLE_EVENTS_TO"),
    ("timer.echo", "reply", "REKINDLE_EVENTS_TO"), (nil, "http://127.0.0.1:1/", "schedule"),
  ])
  func timersThatCannotBeStartedExit78AndSayWhatToChange(
    timer: String?, destinations: String, part: String
  ) throws {
    let folder = try FunctionsFolder(timer: timer)
    let result = try folder.run("", ["REKINDLE_EVENTS_TO": destinations], ["--timers"])
    #expect(result.exitCode == 78)
    #expect(result.log.contains(part))
  }
}
