import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import TestKit
import Testing

@testable import detect
@testable import schedule_tick

/// What a campaign's status and dates do to detection, to the tick and to a claim.
@Suite(.database) struct CampaignLifeTests {
  private func detect(_ desk: Desk, at now: Instant) throws -> Int {
    var handler = try Detect(environment: Environment(["DATABASE_URL": desk.database.url(role: "rekindle_detect")]))
    let event = CloudEvent(id: "1", source: "/t", type: "timer.detect", time: now)
    guard case .done(let result, _) = try handler.handle(Invocation(input: .event(event), now: now)) else { return -1 }
    return result["enrolled"]?.integer ?? -1
  }

  private func tick(_ desk: Desk, at now: Instant) throws -> JSON {
    var handler = try ScheduleTick(environment: Environment(["DATABASE_URL": desk.database.url(role: "rekindle_tick")]))
    let event = CloudEvent(id: "1", source: "/t", type: "timer.schedule-tick", time: now)
    guard case .done(let result, _) = try handler.handle(Invocation(input: .event(event), now: now)) else {
      return .null
    }
    return result
  }

  @Test func whateverOnePageAddsTheReplyHoldsItsEventsAndTheContinuation() throws {
    var announcements = Announcements()
    announcements.asksDetection = true
    var id = 0
    while !announcements.isFull {
      // A page that fills one channel's event and begins one on each of the others.
      for channel in [Channel.whatsapp, .sms] + Array(repeating: .email, count: Tick.pageSize - 2) {
        id += 1
        announcements.add(id, on: channel)
      }
    }
    announcements.isContinued = true
    let event = CloudEvent(id: "1", source: "/t", type: "timer.schedule-tick", time: Desk.now)
    #expect(announcements.events(from: Invocation(input: .event(event), now: Desk.now)).count <= 10)
  }

  /// Learner 2 went quiet in course 1, so that detection finds them.
  private func quiet(_ desk: Desk) throws {
    try desk.database.run(
      "insert into lms.course_enrolments (user_id, course_id, enrolled_at) values (2, 1, '2026-10-01')")
    try desk.database.insert(.progress(of: 2, in: 1), .activity(of: 2, in: 1, at: Desk.now - .days(5)))
  }

  @Test(arguments: ["draft", "waiting", "paused", "completed"])
  func nobodyEntersACampaignThatIsNotRunning(_ phase: String) throws {
    let desk = try Desk(isDraft: phase == "draft")
    try quiet(desk)
    switch phase {
    case "waiting": _ = try desk.change(["starts_at": "2026-11-22T00:00:00Z"])
    case "paused", "completed": _ = try desk.change(["status": .string(phase)])
    default: break
    }
    #expect(try desk.ask("GET", "/api/campaigns/course-completion").document["phase"]?.string == phase)
    #expect(try detect(desk, at: Desk.now) == 0)
    if phase == "waiting" { #expect(try detect(desk, at: Desk.now + .days(1)) == 1, "its start has come") }
  }

  @Test func whoIsInWaitsForTheStartAsForAPause() throws {
    let desk = try Desk()
    _ = try desk.change(["starts_at": "2026-11-23T00:00:00Z"])
    try desk.database.run("update rekindle.campaign_enrollments set next_due_at = '2026-11-21'")
    let result = try tick(desk, at: Desk.now)
    #expect(result["reserved"] == 0 && result["looked_at"] == 2)
    #expect(try desk.ask("GET", "/api/learners/1").text.contains("campaign_waiting"))
  }

  @Test func whenItsEndComesACampaignIsCompletedAndTakesBackWhatItReserved() throws {
    let desk = try Desk()
    _ = try desk.change(["ends_at": "2026-11-22T00:00:00Z"])
    #expect(try tick(desk, at: Desk.now)["ended"] == 0)
    #expect(try tick(desk, at: Desk.now + .days(1))["ended"] == 2)
    #expect(try desk.database.value("select status from rekindle.campaigns") == "completed")
    #expect(
      try desk.database.rows("select distinct status, end_reason from rekindle.campaign_enrollments") == [
        ["expired", "campaign_over"]
      ])
    #expect(
      try desk.database.rows("select status, reason from rekindle.message_deliveries order by id") == [
        ["sent", nil], ["skipped", "campaign_over"],
      ])
  }

  @Test func aClaimThatComesAfterTheEndSendsNothing() throws {
    let desk = try Desk()
    _ = try desk.change(["ends_at": "2026-11-21T12:00:00Z"])
    let claim = """
      select status from rekindle.claim_deliveries(1, 1, $1, 'sendgrid', '{2}', '{1}', '{2}', '{7}', '{h}', array['\\x01'::bytea],
        null, null, null, '{}', '{}', '{}', '{}', '{1}')
      """
    #expect(try desk.database.value(claim, .instant(Desk.now + .hours(3)), role: "rekindle_owner") == "skipped")
    #expect(try desk.database.value("select reason from rekindle.message_deliveries where id = 2") == "campaign_over")
  }

  @Test func aCampaignThatIsCompletedByAPersonEndsAtOnce() throws {
    let desk = try Desk()
    _ = try desk.change(["status": "completed"])
    #expect(try desk.database.count("select count(*) from rekindle.campaign_enrollments where ended_at is null") == 0)
    #expect(try desk.database.value("select status from rekindle.message_deliveries where id = 2") == "skipped")
  }

  @Test func theRolloutThatPeopleSetIsTheOneThatCounts() throws {
    let desk = try Desk()
    try quiet(desk)
    _ = try desk.change(["rollout_percent": 0])
    #expect(try detect(desk, at: Desk.now) == 0)
    _ = try desk.change(["rollout_percent": 100])
    #expect(try detect(desk, at: Desk.now) == 1)
    #expect(
      try desk.database.rows("select named, enrolled from rekindle.segment_counts") == [["1", "1"]],
      "whom the segment named, and who is in")
  }
}
