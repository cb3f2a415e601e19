import JSON

/// A request of which learner after learner is the subject, and what has become of it in the end.
struct KilledRequest: Sendable, CustomStringConvertible {
  let handler: String
  let role: String
  /// The request about a learner: the same words for the same learner.
  let event: @Sendable (School, Int) throws -> JSON
  /// Counts the learners whose request was done.
  let effect: String
  /// Counts those of whom it was done twice.
  let twice: String

  var description: String { handler }

  private static let time = "2026-11-20T10:00:00Z"

  static let all = [
    KilledRequest(
      handler: "ingest", role: "rekindle_ingest",
      event: { school, learner in
        try school.telling(
          "lms.activity.recorded", at: time, id: "visit-\(learner)",
          ["user_id": .integer(learner), "course_id": 1, "activity_type": "quiz", "activity_date": .string(time)])
      },
      effect: "select count(*) from lms.user_activities where activity_type = 'quiz'",
      twice: """
        select count(*) from (
          select from lms.user_activities where activity_type = 'quiz' group by user_id having count(*) > 1) t
        """),
    KilledRequest(
      handler: "notices", role: "rekindle_notices",
      event: { school, learner in
        school.asking(
          "POST", "/notifications", key: "host-key",
          body: [
            "user_id": .integer(learner), "type": "approval", "title": "Approved", "message": "You are in",
            "key": .string("approval-\(learner)"),
          ], at: time)
      },
      effect: "select count(distinct user_id) from rekindle.notifications",
      twice: "select count(*) from (select from rekindle.notifications group by user_id having count(*) > 1) t"),
    KilledRequest(
      handler: "campaign-admin", role: "rekindle_admin",
      event: { school, learner in
        school.asking(
          "POST", "/api/learners/\(learner)/preferences", key: "admin-key",
          body: ["email_notifications_enabled": false], at: time)
      },
      effect: "select count(distinct user_id) from rekindle.suppressions",
      twice: "select count(*) from (select from rekindle.suppressions group by user_id having count(*) > 1) t"),
  ]
}
