@testable import FunctionContract
import FunctionHost
import JSON
import TestKit
import Testing

/// Timers beside cronsim, which follows Debian's cron, over the nights of a year when clocks change.
@Suite(.serialized, .enabled(if: Peers.have("cronsim"), Peers.absent)) struct CronPeerTests {
  static let zones = [
    "America/New_York", "Europe/London", "Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "America/Havana",
    "Asia/Beirut", "Africa/Casablanca", "America/Nuuk", "Asia/Kolkata",
  ]

  static let expressions = [
    "* * * * *", "*/5 * * * *", "*/15 * * * *", "7 * * * *", "0 * * * *", "0 */2 * * *", "30 */3 * * *",
    "*/20 2 * * *", "* 1 * * *", "* 2-3 * * *", "0 0 * * *", "1 0 * * *", "15 0 * * *", "30 0 * * *",
    "59 0 * * *", "0 1 * * *", "15 1 * * *", "30 1 * * *", "45 1 * * *", "59 1 * * *", "0 2 * * *", "1 2 * * *",
    "15 2 * * *", "29 2 * * *", "30 2 * * *", "45 2 * * *", "0 3 * * *", "1 3 * * *", "30 3 * * *", "0 4 * * *",
    "59 23 * * *", "30 23 * * *", "0 23 * * *", "0 22 * * *", "0 1,2 * * *", "0 2,3 * * *", "0,30 1-3 * * *",
    "30 0-23 * * *", "15 0-23/2 * * *", "10-20 2 * * *", "50-59 1 * * *", "0 2 * * 0", "30 1 * * 0",
    "30 1 * * 6,7", "0 0 * * 5", "0 3 * * 0", "0 2 8 3 *", "30 1 1 11 *", "30 1 25 10 *", "0 2 1-7 * 0",
    "30 2 29 3 1", "0 0 24 4 *", "*/10 0-1 * * 0", "5,35 1,2,3 * 3,4,10,11 *", "0 12 * * *",
  ]

  /// Windows of a day around each change of the clocks in 2026, with what cronsim fires in them, in minutes since 1970.
  private static let program = """
    import json, sys
    from datetime import datetime, timedelta, timezone
    from zoneinfo import ZoneInfo
    from cronsim import CronSim
    zone, expressions = ZoneInfo(sys.argv[1]), sys.argv[2:]
    hours = [datetime(2026, 1, 1, tzinfo=timezone.utc) + timedelta(hours=h) for h in range(365 * 24)]
    offsets = [h.astimezone(zone).utcoffset() for h in hours]
    changes = [hours[i] for i in range(1, len(hours)) if offsets[i] != offsets[i - 1]] or [hours[2000]]
    for change in changes:
        start, end = change - timedelta(hours=12), change + timedelta(hours=12)
        fired = {}
        for expression in expressions:
            minutes = set()
            for time in CronSim(expression, (start - timedelta(days=1)).astimezone(zone)):
                if time.timestamp() > end.timestamp(): break
                if time.timestamp() > start.timestamp(): minutes.add(int(time.timestamp()) // 60)
            fired[expression] = sorted(minutes)
        print(json.dumps({"from": int(start.timestamp()) // 60, "to": int(end.timestamp()) // 60, "fired": fired}))
    """

  @Test(arguments: zones)
  func timersFireWhenCronsimDoes(_ zone: String) throws {
    let peer = try PythonProcess(Self.program, [zone] + Self.expressions, python: #require(Peers.python))
    var windows = 0
    while let line = peer.line() {
      let window = try JSON.parse(line)
      windows += 1
      let (start, end) = (try #require(window["from"]?.integer), try #require(window["to"]?.integer))
      for expression in Self.expressions {
        let cron = try #require(CronExpression(expression))
        let schedule = [Manifest.Schedule(cron: cron, timeZone: zone, event: "timer.a")]
        let fired = (start + 1...end).filter { !schedule.due(after: $0 - 1, through: $0).isEmpty }
        let expected = window["fired"]?[expression]?.array?.compactMap(\.integer)
        if zone == "Australia/Lord_Howe", !cron.namesItsTime {
          // cronsim goes on by whole hours there and passes over half of one where clocks change by half an hour.
          #expect(Set(fired).isSuperset(of: expected ?? [-1]), "\(expression) in \(zone)")
        } else {
          #expect(fired == expected, "\(expression) in \(zone)")
        }
      }
    }
    #expect(peer.succeeds() && windows > 0)
  }
}
