import Foundation
import JSON
import Store
import TestKit
import Testing

/// Jobs that are moved or cancelled while some have had them, while they are reserved, and while a tick is at work.
@Suite(.database, .timeLimit(.minutes(20))) struct JobChangeTests {
  private static let before = "2026-07-01T10:00:00Z"
  private static let dayBefore = "2026-07-09T12:00:00Z"

  @Test func aMovedJobLeavesWhatIsOnItsWayAndComesToTheOthersAtItsNewTime() throws {
    let group = try StudyGroup()
    try group.school.database.run("update lms.users set timezone = 'Asia/Vladivostok' where user_id = 3")
    let announced = try group.school.tick(at: Self.dayBefore)
    #expect(try group.messages() == ["1 text scheduled", "2 text scheduled"], "where learner 3 is, it is night")
    let moved = try group.ask(
      "PATCH", "reminders/meeting_45_reminder_24h", ["run_at": "2026-07-10T09:30:00Z"], at: "2026-07-09T12:00:05Z")
    #expect(moved.body["recipients"] == 1)
    for event in announced where event["type"]?.string?.hasSuffix(".due") == true { try group.school.send(event) }
    for time in ["2026-07-09T12:06:00Z", "2026-07-10T09:30:00Z"] { try group.work(at: time) }
    #expect(try group.messages() == ["1 text sent", "2 text sent", "3 text sent"])
  }

  @Test func aJobThatIsMovedTwiceComesOnceToWhoeverHasHadItInBetween() throws {
    let group = try StudyGroup()
    try group.school.database.run("update lms.users set timezone = 'Asia/Vladivostok' where user_id = 3")
    try group.move("meeting_45_reminder_24h", to: "2026-07-08T12:00:00Z", at: Self.before)
    try group.work(at: "2026-07-08T12:00:00Z")
    #expect(try group.messages() == ["1 text sent", "2 text sent"])
    try group.move("meeting_45_reminder_24h", to: "2026-07-10T09:30:00Z", at: "2026-07-08T12:05:00Z")
    for time in ["2026-07-08T12:06:00Z", "2026-07-09T12:00:00Z", "2026-07-10T09:30:00Z"] { try group.work(at: time) }
    #expect(try group.messages() == ["1 text sent", "2 text sent", "3 text sent"])
    try group.school.database.run(
      "update lms.meetings set starts_at = '2026-07-12T12:00Z', ends_at = '2026-07-12T13:00Z' where meeting_id = 45")
    try group.work(at: "2026-07-10T09:31:00Z")
    #expect(
      try group.jobs("meeting_45_reminder_24h", at: "2026-07-10T09:32:00Z")
        == ["meeting_45_reminder_24h 2026-07-11T12:00 3"], "another day is news to all of them")
  }

  @Test func aCancelledJobIsNotReservedByATickThatWasAtWork() throws {
    let group = try StudyGroup()
    let (school, database) = (group.school, group.school.database)
    try database.run(
      """
      create function public.wait() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock_shared(42); return new; end';
      create trigger wait before insert on rekindle.message_deliveries for each row execute function public.wait()
      """)
    let holder = try database.connect()
    try holder.runScript("begin; select pg_advisory_xact_lock(42)", named: "hold")
    let tick = try school.start("schedule-tick", role: "rekindle_tick")
    let results = ResultBox(count: 1)
    let ticked = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      results.set(0, tick.finish(stdin: school.event("timer.schedule-tick", at: Self.dayBefore).bytes, timeout: 60))
      ticked.signal()
    }
    try database.waitForLocks(1)
    let cancelled = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      _ = try? group.ask("DELETE", "reminders", query: "pattern=meeting_45_*", at: Self.dayBefore)
      cancelled.signal()
    }
    try database.waitForLocks(2)
    try holder.runScript("rollback", named: "release")
    ticked.wait()
    cancelled.wait()
    #expect(results.all[0].exitCode == 0)
    #expect(try group.messages() == (1...3).map { "\($0) text skipped cancelled" })
  }
}

extension StudyGroup {
  fileprivate func move(_ job: String, to time: JSON, at now: String) throws {
    guard try ask("PATCH", "reminders/\(job)", ["run_at": time], at: now).status == 200 else {
      throw Spawn.Failure(description: "\(job) was not moved")
    }
  }
}
