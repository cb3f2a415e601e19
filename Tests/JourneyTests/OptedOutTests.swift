import Domain
import JSON
import Store
import TestKit
import Testing

/// Detection over learners who said no: none enters against it, and what is running is closed by the no itself.
@Suite(.database, .timeLimit(.minutes(20)))
struct OptedOutTests {
  /// What one learner said, and the courses for which they are enrolled all the same.
  struct Case: Sendable {
    let name: String
    let said: KeyValuePairs<String, Bind>
    let marketing: Set<Int>
    let transactional: Set<Int>

    init(_ name: String, _ said: KeyValuePairs<String, Bind>, _ marketing: Set<Int>, _ transactional: Set<Int>) {
      self.name = name
      self.said = said
      self.marketing = marketing
      self.transactional = transactional
    }
  }

  private static let both: Set = [1, 2]
  private static let lifted = Bind.instant(Instant(seconds: 1_794_000_000))
  private static let cases = [
    Case("nothing", [:], both, both),
    Case("no to everything", ["scope": .text("all")], [], both),
    Case("no to the topic", ["scope": .text("topic"), "topic": .text("course")], [], []),
    Case("no to another topic", ["scope": .text("topic"), "topic": .text("billing")], both, both),
    Case(
      "no to one course", ["scope": .text("subject"), "subject_type": .text("course"), "subject_id": .int(1)], [2], [2]),
    Case(
      "no to a session with a course's number",
      ["scope": .text("subject"), "subject_type": .text("session"), "subject_id": .int(1)], both, both),
    Case("no to the campaign", ["scope": .text("campaign"), "campaign_id": .int(1)], [], []),
    Case("no to another campaign", ["scope": .text("campaign"), "campaign_id": .int(99)], both, both),
    Case("no to all emails", ["scope": .text("all"), "channel": .text("email")], both, both),
    Case("no to everything, taken back", ["scope": .text("all"), "lifted_at": lifted], both, both),
    Case(
      "no to the topic, taken back", ["scope": .text("topic"), "topic": .text("course"), "lifted_at": lifted], both,
      both),
    Case(
      "no to one course, taken back",
      ["scope": .text("subject"), "subject_type": .text("course"), "subject_id": .int(1), "lifted_at": lifted], both,
      both),
    Case(
      "no to the campaign, taken back", ["scope": .text("campaign"), "campaign_id": .int(1), "lifted_at": lifted], both,
      both),
  ]

  @Test(arguments: [MessageClass.marketing, .transactional])
  func aLearnerEntersOnlyWhatTheyDidNotOptOutOf(messageClass: MessageClass) throws {
    let school = try School(
      campaigns: [CampaignVariant("asked", ["class: marketing": "class: \(messageClass.rawValue)"])])
    try school.admit(1...Self.cases.count, to: 1...2, lastSeen: "2026-11-15T09:00:00Z")
    for (index, example) in Self.cases.enumerated() where !example.said.isEmpty {
      try school.database.insert(.no(of: index + 1).with(example.said))
    }
    try school.detect(at: "2026-11-20T08:00:00Z")
    let enrolled = try school.database.rows("select user_id::text, subject_id::text from rekindle.campaign_enrollments")
    for (index, example) in Self.cases.enumerated() {
      let courses = Set(enrolled.filter { $0[0] == "\(index + 1)" }.compactMap { $0[1].flatMap { Int($0) } })
      #expect(courses == (messageClass == .marketing ? example.marketing : example.transactional), "\(example.name)")
    }
  }

  @Test func aRunOverManyWhoOptedOutEnrolsTheOthersAndLeavesWhatTheirOptOutClosed() throws {
    let school = try School()
    let database = school.database
    try school.admit(1...1000, lastSeen: "2026-11-15T09:00:00Z")
    try database.run("update lms.users set is_active = user_id <= 500")
    try school.detect(at: "2026-11-20T08:00:00Z")
    try school.tick(at: "2026-11-20T10:00:00Z")
    let said = try database.rows(
      """
      select r.ended from rekindle.message_deliveries d
       cross join lateral rekindle.opt_out(d.id, 'topic', 'all', 'email_link', '2026-11-20T11:00:00Z') r
       where d.user_id <= 480
      """)
    #expect(said.count == 480 && said.allSatisfy { $0 == ["1"] })
    #expect(try ended(database) == ["active": 20, "unsubscribed": 480])

    // The others arrive; 100 of those who opted out finish the course, which is nobody's business any more.
    try database.run(
      """
      update lms.users set is_active = true;
      insert into lms.user_course_progress (user_id, course_id, completion_percentage, modules_completed, completed_at)
      select i, 1, 100, 8, '2026-11-20T12:00:00Z' from generate_series(1, 100) i;
      """)
    #expect(try school.detect(at: "2026-11-21T08:00:00Z")["enrolled"] == 500)
    #expect(try ended(database) == ["active": 520, "unsubscribed": 480])

    // Long after, with new visits: who took the no back enters again, who did not does not.
    try database.run(
      """
      insert into lms.user_activities (user_id, course_id, activity_date, activity_type)
      select i, 1, '2027-01-05T09:00:00Z', 'course_page_view' from generate_series(401, 480) i;
      """)
    let lifted = try database.rows(
      """
      select rekindle.opt_in(d.id, 'topic', 'all', '2027-01-04T09:00:00Z')::text from rekindle.message_deliveries d
       where d.user_id between 401 and 410
      """)
    #expect(lifted == Array(repeating: ["true"], count: 10))
    #expect(try school.detect(at: "2027-01-10T08:00:00Z")["enrolled"] == 10)
    #expect(
      try database.rows(
        "select min(user_id)::text, max(user_id)::text, count(*)::text from rekindle.campaign_enrollments where episode = 2"
      )
        == [["401", "410", "10"]])
  }

  private func ended(_ database: TestDatabase) throws -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: try database.rows(
        "select status, count(*)::text from rekindle.campaign_enrollments group by status"
      )
      .map { ($0[0] ?? "", $0[1].flatMap { Int($0) } ?? 0) })
  }
}

extension Fixture {
  /// A learner's own no on all channels.
  fileprivate static func no(of learner: Int) -> Fixture {
    Fixture(
      "rekindle.suppressions",
      [
        "user_id": .int(learner), "reason": .text("opt_out"), "source": .text("email_link"), "opt_outs": .int(1),
        "created_at": .instant(Instant(seconds: 1_793_000_000)),
      ])
  }
}
