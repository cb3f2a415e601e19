import Domain
import Foundation
import Store
import TestKit
import Testing

/// The hours in which learners learn, from their visits alone.
@Suite(.database) struct LearningHourTests {
  private static let now = Instant(seconds: 1_795_255_200)  // 2026-11-21T10:00:00Z
  private let database: TestDatabase

  init() throws {
    database = try TestDatabase.current()
    try database.run(
      """
      insert into lms.users (user_id, first_name, last_name, email, timezone)
      select u, 'Ada', 'B', u || '@learner.example', case u when 2 then 'Asia/Tokyo' end from generate_series(1, 3) u;
      insert into rekindle.recipients (user_id, created_at) select u, '2026-11-01' from generate_series(1, 3) u
      """)
  }

  /// Visits on the given days before now, at an hour of UTC.
  private func visit(_ learner: Int, _ days: [Int], at time: String, times: Int = 2) throws {
    for day in days {
      try database.run(
        """
        insert into lms.user_activities (user_id, course_id, activity_date, activity_type)
        select \(learner), 1, (date '2026-11-21' - \(day) + time '\(time)' + n * interval '1 minute') at time zone 'UTC', 'course_page_view'
          from generate_series(0, \(times - 1)) n
        """)
    }
  }

  private func learn() throws -> [String?] {
    _ = try database.rows("select rekindle.learn_hours('\(Self.now.rfc3339)')", role: "rekindle_rollup")
    return try database.rows("select user_id || ' ' || hours::text from rekindle.learning_hours order by 1").map {
      $0[0]
    }
  }

  @Test func theBestHourComesFirstOnTheLearnersOwnClock() throws {
    try visit(1, [1, 2, 3, 4], at: "19:10")
    try visit(1, [1, 2, 3], at: "07:10")
    try visit(2, [1, 2, 3], at: "22:10")
    #expect(try learn() == ["1 {19,7}", "2 {7}"], "22:10Z is 7:10 in Tokyo")
  }

  @Test(
    arguments: [
      ([1, 2], 9, false), ([1, 2, 3], 1, false), ([1, 2, 3], 2, true), ([1, 2, 3, 4, 5], 1, true),
      ([57, 58, 59], 9, false),
    ] as [([Int], Int, Bool)])
  func anHourNeedsFiveVisitsOnThreeDaysOfEightWeeks(days: [Int], times: Int, isKnown: Bool) throws {
    try visit(1, days, at: "19:10", times: times)
    #expect(try learn() == (isKnown ? ["1 {19}"] : []))
  }

  @Test func whatIsPastCountsLess() throws {
    try visit(1, [43, 44, 45, 46], at: "07:10")
    try visit(1, [1, 2, 3], at: "19:10")
    #expect(try learn() == ["1 {19,7}"])
  }

  @Test func theHoursBesideCountHalf() throws {
    try visit(1, [1, 3, 5], at: "19:10")
    try visit(1, [1, 3, 5, 7], at: "09:10")
    try visit(1, [1, 2, 3, 4], at: "20:10")
    #expect(try learn().first??.hasPrefix("1 {20,19") == true, "three in an hour beside four go before four alone")
  }

  @Test func whoIsThereAllDayHasNoHour() throws {
    for hour in 0..<24 { try visit(1, [1, 2, 3], at: "\(hour):10") }
    #expect(try learn() == [])
  }

  @Test func daysWithoutTimesTeachNothingAndWhatIsNoLongerTrueIsForgotten() throws {
    try visit(1, [1, 2, 3], at: "00:00", times: 1)
    try database.run(
      "insert into lms.user_activities select user_id, course_id, activity_date, 'post' from lms.user_activities, generate_series(1, 9)"
    )
    try database.run("insert into rekindle.learning_hours values (1, '{9}', '2026-01-01')")
    #expect(try learn() == [])
  }

  @Test func anotherRunFindsTheSameAndWritesNothing() throws {
    try visit(3, [1, 2, 3], at: "19:10")
    #expect(try learn() == ["3 {19}"])
    let before = try database.value("select xmin::text from rekindle.learning_hours")
    #expect(try learn() == ["3 {19}"])
    #expect(try database.value("select xmin::text from rekindle.learning_hours") == before)
  }
}
