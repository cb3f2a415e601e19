import Domain
import Store
import TestKit
import Testing

/// What an administrator may do by SQL: hold an episode, and write down a no that people were told.
@Suite(.database) struct AdministratorTests {
  private static let start = Instant(seconds: 1_790_000_000)

  private func ledger() throws -> TestDatabase {
    let (test, start) = (try TestDatabase.current(), Self.start)
    try test.insert(
      .learner(1), .recipient(1, at: start), .campaign(at: start), .enrollment(of: 1, in: 1, at: start),
      .enrollment(of: 1, in: 2, status: "completed", at: start),
      .delivery(of: 1, enrollment: 1, status: "scheduled", at: start))
    return test
  }

  private func hold(_ enrollment: Int, _ isHeld: Bool, _ test: TestDatabase) throws -> String? {
    try test.value(
      "select rekindle.hold_enrollment($1, \(isHeld), $2)", .int(enrollment), .instant(Self.start + .days(2)))
  }

  /// Holds REQ-0-37.
  @Test func anEpisodeIsHeldAndGoesOnAtOnceWhenItIsLetGo() throws {
    let test = try ledger()
    let state =
      "select status || coalesce(' ' || extract(epoch from next_due_at)::bigint, '') from rekindle.campaign_enrollments"
    #expect(try hold(1, true, test) == "t" && test.value("\(state) where id = 1") == "paused")
    #expect(try hold(1, true, test) == "f", "it is held already")
    #expect(try hold(1, false, test) == "t")
    #expect(try test.value("\(state) where id = 1") == "active \((Self.start + .days(2)).seconds)")
    #expect(try hold(2, true, test) == "f" && hold(2, false, test) == "f", "what is over stays over")
    #expect(try test.value("\(state) where id = 2") == "completed")
  }

  /// Holds REQ-0-15.
  @Test func aNoThatPeopleWereToldStopsWhatWasReservedAndSaysWhereItCameFrom() throws {
    let test = try ledger()
    let say = { try test.value("select rekindle.opt_out_on_request(1, 'all', $1)", .instant(Self.start + .days(1))) }
    #expect(try say() == "t" && say() == "f")
    #expect(
      try test.rows("select user_id, course_id, source from rekindle.course_unsubscribes") == [
        ["1", nil, "support_request"]
      ])
    #expect(try test.value("select status from rekindle.message_deliveries") == "skipped")
    #expect(try test.value("select status from rekindle.campaign_enrollments where id = 1") == "unsubscribed")
  }
}
