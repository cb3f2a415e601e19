import Access
import Domain
import Pages
import Store

/// The list of reports: a new one is a row here, its statement, and what the role of its handler may read.
public enum Reports {
  /// In the order in which the dashboard shows them.
  public static let all =
    campaigns + [dailyRates, effect, planned, spending] + courseReminders + [leads] + [targets] + [worklist]
    + guardrails + [anomalies] + operations + [metrics, revenue, timeline]

  /// What is said wherever messages that may have been sent are counted.
  static let doubt =
    "Presumed sent: nobody heard whether the provider took it, and most such messages were never taken; they are not among "
    + "the sent."

  private static let courseReminders = [
    Report(
      "/dashboard/course-reminders/overview", title: "Course reminders", shape: .figures,
      note: "Of all campaigns about courses. A reminder is one learner in one campaign about one course. " + doubt,
      statement: { _, now in CourseReminderOverview(now: now) },
      columns: [
        Column("active_notifications", "Active") { .count($0.active) },
        Column("completed_notifications", "Completed") { .count($0.completed) },
        Column("unsubscribed_notifications", "Unsubscribed") { .count($0.unsubscribed) },
        Column("total_emails_sent", in: [.json]) { .count($0.sent[.email] ?? 0) },
        Column("total_sms_sent", in: [.json]) { .count($0.sent[.sms] ?? 0) },
        Column("avg_completion_percentage", "Average completion") { .percent($0.averageCompletion) },
        Column("presumed_sent", "Presumed sent", in: [.csv, .html]) { .count($0.presumed) },
      ], sent: \.sent),
    Report(
      "/dashboard/course-reminders/delivery-stats", title: "Messages of course reminders", member: "stats",
      isOnDashboard: false, empty: "No message was sent in these days.", note: Reports.messageNote,
      statement: { (parameters, now) throws(Problem) in
        DeliveryStatistics(now: now, days: try parameters.number("days", in: 1...90) ?? 7, subjectType: "course")
      },
      columns: Reports.messageColumns(doubtIn: [.csv, .html])),
    Report(
      "/dashboard/course-reminders/by-stage", title: "Active reminders by stage", member: "stages",
      empty: "No reminder is active.",
      note:
        "The stage is that of the next email: 1 for the first, 2 for the second and third, 3 for the next two, 4 after.",
      statement: { _, _ in CourseRemindersByStage() },
      columns: [
        Column("stage", "Stage") { .count($0.stage) },
        Column("count", "Reminders") { .count($0.count) },
        Column("avg_completion", "Average completion") { .percent($0.averageCompletion) },
        Column("total_emails", in: [.json]) { .count($0.sent[.email] ?? 0) },
        Column("total_sms", in: [.json]) { .count($0.sent[.sms] ?? 0) },
        Column("presumed_sent", "Presumed sent", in: [.csv, .html]) { .count($0.presumed) },
      ], sent: \.sent),
    Report(
      "/dashboard/course-reminders/top-courses", title: "Courses with the most active reminders", member: "courses",
      empty: "No course has reminders.",
      note: "Average completion and messages are of all reminders about the course, also of those that are over.",
      statement: { (parameters, now) throws(Problem) in
        TopCourses(now: now, limit: try parameters.number("limit", in: 1...50) ?? 10)
      },
      columns: [
        Column("course_id") { .count($0.courseID) },
        Column("course_name", "Course") { .text($0.courseName) },
        Column("active_reminders", "Active reminders") { .count($0.active) },
        Column("avg_completion", "Average completion") { .percent($0.averageCompletion) },
        Column("total_emails", in: [.json]) { .count($0.sent[.email] ?? 0) },
        Column("total_sms", in: [.json]) { .count($0.sent[.sms] ?? 0) },
        Column("presumed_sent", "Presumed sent", in: [.csv, .html]) { .count($0.presumed) },
      ], sent: \.sent),
    Report(
      "/dashboard/course-reminders/user/{user_id}", title: "One learner's reminders", member: "notifications",
      empty: "No learner with this id has course reminders.",
      statement: { (parameters, _) throws(Problem) in
        LearnerReminders(userID: try parameters.required("user_id", in: Int.min...Int.max))
      },
      columns: [
        Column("notification_id") { .text($0.id) },
        Column("course_name", "Course") { .text($0.courseName) },
        Column("status", "Status") { .text($0.status) },
        Column("stage", "Stage") { .count($0.stage) },
        Column("completion_percentage", "Completion") { .percent($0.completion) },
        Column("email_count", in: [.json]) { .count($0.sent[.email] ?? 0) },
        Column("sms_count", in: [.json]) { .count($0.sent[.sms] ?? 0) },
        Column("presumed_sent", "Presumed sent", in: [.csv, .html]) { .count($0.presumed) },
        Column("last_reminder_sent_at", "Last message (UTC)") { .time($0.lastSentAt) },
        Column("next_reminder_due_at", "Next due (UTC)") { .time($0.nextDueAt) },
      ], sent: \.sent),
  ]
}
