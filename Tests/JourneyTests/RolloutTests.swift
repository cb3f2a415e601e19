import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// Who a share of the learners is, and what becomes of the comparison group.
@Suite(.database, .timeLimit(.minutes(20)))
struct RolloutTests {
  @Test(arguments: ["course-completion", "course-completion:holdout"])
  func theDatabasesBucketIsThatOfMD5ForHalfAMillionLearners(salt: String) throws {
    let learners = -1000..<499_000
    let written = try TestDatabase.current().value(
      """
      select string_agg(lpad(rekindle.bucket(i, $1)::text, 4, '0'), '' order by i)
        from generate_series(\(learners.lowerBound), \(learners.upperBound - 1)) i
      """, .text(salt))
    var digits = try #require(written).utf8.makeIterator()
    var different = 0
    for learner in learners {
      var bucket = 0
      for _ in 0..<4 { bucket = bucket * 10 + Int(digits.next() ?? 0) - 48 }
      if bucket != Self.bucket(learner, salt) { different += 1 }
    }
    #expect(different == 0)
    #expect(digits.next() == nil)
  }

  @Test func aRolloutOfFivePercentEnrolsFivePercentAndIsInsideFiftyAndAHundred() throws {
    let learners = 1...40_000
    let school = try School(campaigns: [Self.variant(rollout: "5%")])
    try school.admit(learners, lastSeen: "2026-11-15T09:00:00Z")
    let few = try enrolled(school)
    try school.publish([Self.variant(rollout: "50%")])
    let half = try enrolled(school)
    try school.publish([Self.variant(rollout: "100%")])
    let everybody = try enrolled(school)

    #expect(abs(Double(few.count) / Double(learners.count) - 0.05) < 0.002)
    #expect(abs(Double(half.count) / Double(learners.count) - 0.5) < 0.005)
    #expect(few.isSubset(of: half))
    #expect(everybody == Set(learners))
    #expect(few == Set(learners.filter { Bucket(Self.bucket($0, "partial:rollout"))?.isIn(share: 500) == true }))
    #expect(half == Set(learners.filter { Bucket(Self.bucket($0, "partial:rollout"))?.isIn(share: 5000) == true }))
  }

  @Test func theHoldoutIsEnrolledNeverWrittenToAndItsGoalsAreRecorded() throws {
    let school = try School(campaigns: [CampaignVariant("compared", ["holdout: 0%": "holdout: 40%"])])
    let database = school.database
    try school.admit(1...40, lastSeen: "2026-06-25T09:00:00Z")
    try school.detect(at: "2026-06-30T08:00:00Z")
    let heldOut = try Self.learners(database, where: "is_holdout")
    #expect(heldOut == Set((1...40).filter { Self.bucket($0, "compared:holdout") < 4000 }))
    #expect(try Self.learners(database, where: "true") == Set(1...40))

    let early = Array(heldOut.sorted().prefix(3))
    let start = Instant(seconds: 1_782_813_600)  // 2026-06-30T10:00:00Z
    for week in 0..<9 {
      for announcement in try school.tick(at: (start + .days(7 * week)).rfc3339) { try school.send(announcement) }
      guard week == 3 else { continue }
      try Self.finish(early, database)
      for learner in early {
        let done = school.event(
          "lms.course.completed", at: "2026-07-22T09:00:00Z", data: ["user_id": .integer(learner), "course_id": 1])
        #expect(try school.run("detect", role: "rekindle_detect", done).exitCode == 0)
      }
    }
    #expect(try Self.learners(database, where: "is_holdout and status = 'completed'") == Set(early))
    #expect(try Self.learners(database, where: "is_holdout and status = 'exhausted'") == heldOut.subtracting(early))
    try Self.finish(Array(1...40), database)
    try school.detect(at: "2026-09-10T08:00:00Z")

    #expect(
      try Self.learners(database, where: "is_holdout and status = 'completed' and end_reason = 'goal_reached'")
        == heldOut)
    let writtenTo = try Self.numbers(
      database, "select distinct user_id from rekindle.message_deliveries where status = 'sent'")
    #expect(writtenTo == Set(1...40).subtracting(heldOut), "everybody else is written to")
    #expect(
      try database.rows(
        """
        select distinct d.status, d.reason from rekindle.message_deliveries d
          join rekindle.campaign_enrollments e on e.id = d.enrollment_id where e.is_holdout
        """) == [["skipped", "holdout"]])
    #expect(
      try Set(school.accepted())
        == Self.numbers(database, "select id from rekindle.message_deliveries where status = 'sent'"))
  }

  private static func bucket(_ learner: Int, _ salt: String) -> Int {
    Int(MD5.firstWord(of: "\(learner):\(salt)") % 10_000)
  }

  private static func variant(rollout: String) -> CampaignVariant {
    CampaignVariant("partial", ["rollout: 100%": "rollout: \(rollout)"])
  }

  /// Whom detection enrols on an empty ledger.
  private func enrolled(_ school: School) throws -> Set<Int> {
    try school.database.run("delete from rekindle.recipients")
    try school.detect(at: "2026-11-20T08:00:00Z")
    return try Self.learners(school.database, where: "true")
  }

  private static func finish(_ learners: [Int], _ database: TestDatabase) throws {
    try database.run(
      """
      insert into lms.user_course_progress (user_id, course_id, completion_percentage, modules_completed, completed_at)
      select i, 1, 100, 8, '2026-07-21T09:00:00Z' from unnest(array\(learners)) i on conflict do nothing
      """)
  }

  private static func learners(_ database: TestDatabase, where condition: String) throws -> Set<Int> {
    try numbers(database, "select user_id from rekindle.campaign_enrollments where \(condition)")
  }

  private static func numbers(_ database: TestDatabase, _ sql: String) throws -> Set<Int> {
    Set(try database.rows(sql).compactMap { $0[0].flatMap { Int($0) } })
  }
}
