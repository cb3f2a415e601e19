import Access
import Domain
import Pages
import Store

/// The list of reports: a new one is a row here, its statement, and what the role of its handler may read.
public enum Reports {
  public static let all = [
    Report(
      "/dashboard/course-reminders/overview", title: "Course reminders", shape: .figures,
      statement: { _, _ in CourseReminderOverview() },
      columns: [
        Column("active_notifications", "Active") { .count($0.active) },
        Column("completed_notifications", "Completed") { .count($0.completed) },
        Column("unsubscribed_notifications", "Unsubscribed") { .count($0.unsubscribed) },
        Column("total_emails_sent", in: [.json]) { .count($0.sent[.email] ?? 0) },
        Column("total_sms_sent", in: [.json]) { .count($0.sent[.sms] ?? 0) },
        Column("avg_completion_percentage", "Average completion") { .percent($0.averageCompletion) },
      ], sent: \.sent),
    Report(
      "/dashboard/course-reminders/delivery-stats", title: "Messages of the last days",
      empty: "No message was sent in these days.",
      note: "Opens are indicative: mail programs load pictures on their own. A dash: they cannot be measured.",
      statement: { (parameters, now) throws(Problem) in
        DeliveryStatistics(now: now, days: try parameters.number("days", in: 1...90) ?? 7)
      },
      columns: [
        Column("date", "Day") { .text($0.day) },
        Column("channel", in: [.json, .csv]) { .text($0.channel.rawValue) },
        Column("channel", "Channel", in: [.html]) { .text($0.channel.traits.label) },
        Column("sent", "Sent") { .count($0.sent) },
        Column("delivered", "Delivered") { .count($0.delivered) },
        Column("opened", "Opened") { .count($0.opened) },
        Column("clicked", "Clicked") { .count($0.clicked) },
        Column("failed", "Failed") { .count($0.failed) },
        Column("open_rate", "Open rate") { .percent($0.openRate) },
        Column("click_rate", "Click rate") { .percent($0.clickRate) },
      ]),
    Report(
      "/dashboard/course-reminders/by-stage", title: "Active reminders by stage", empty: "No reminder is active.",
      statement: { _, _ in CourseRemindersByStage() },
      columns: [
        Column("stage", "Stage") { .count($0.stage) },
        Column("count", "Reminders") { .count($0.count) },
        Column("avg_completion", "Average completion") { .percent($0.averageCompletion) },
        Column("total_emails", in: [.json]) { .count($0.sent[.email] ?? 0) },
        Column("total_sms", in: [.json]) { .count($0.sent[.sms] ?? 0) },
      ], sent: \.sent),
    Report(
      "/dashboard/course-reminders/top-courses", title: "Courses with the most active reminders",
      empty: "No course has reminders.",
      statement: { (parameters, _) throws(Problem) in
        TopCourses(limit: try parameters.number("limit", in: 1...50) ?? 10)
      },
      columns: [
        Column("course_id") { .count($0.courseID) },
        Column("course_name", "Course") { .text($0.courseName) },
        Column("active_reminders", "Active reminders") { .count($0.active) },
        Column("avg_completion", "Average completion") { .percent($0.averageCompletion) },
        Column("total_emails", in: [.json]) { .count($0.sent[.email] ?? 0) },
        Column("total_sms", in: [.json]) { .count($0.sent[.sms] ?? 0) },
      ], sent: \.sent),
    Report(
      "/dashboard/jobs", title: "Latest job runs", empty: "No timed job has run yet.",
      statement: { (parameters, _) throws(Problem) in JobRuns(limit: try parameters.number("limit", in: 1...50) ?? 50)
      },
      columns: [
        Column("job_name", "Job") { .text($0.job) },
        Column("status", in: [.json, .csv]) { .text($0.status) },
        Column("error", in: [.json, .csv]) { .text($0.errorType) },
        Column("outcome", "Outcome", in: [.html]) { row in
          .text(row.errorType.map { "\(row.status): \($0)" } ?? row.status)
        },
        Column("records_processed", "Records") { .count($0.records) },
        Column("duration_seconds", "Took") { .seconds($0.durationSeconds) },
        Column("started_at", "Began (UTC)") { .time($0.startedAt) },
      ]),
    Report(
      "/dashboard/replies", title: "Replies to read", empty: "Nobody wrote anything but STOP, START and HELP.",
      statement: { (parameters, _) throws(Problem) in
        RepliesToRead(limit: try parameters.number("limit", in: 1...500) ?? 50)
      },
      columns: [
        Column("received_at", "Came (UTC)") { .time($0.receivedAt) },
        Column("channel", "Channel") { .text($0.channel.rawValue) },
        Column("learners", "Learner") { .text($0.learners.map(String.init).joined(separator: " ")) },
        Column("text", "Text") { .text($0.text) },
      ]),
    Report(
      "/dashboard/course-reminders/user/{user_id}", title: "One learner's reminders",
      empty: "This learner has no reminders.",
      statement: { (parameters, _) throws(Problem) in
        LearnerReminders(userID: try parameters.required("user_id", in: 1...Int.max))
      },
      columns: [
        Column("notification_id") { .text($0.id) },
        Column("course_name", "Course") { .text($0.courseName) },
        Column("status", "Status") { .text($0.status) },
        Column("stage", "Stage") { .count($0.stage) },
        Column("completion_percentage", "Completion") { .percent($0.completion) },
        Column("email_count", in: [.json]) { .count($0.sent[.email] ?? 0) },
        Column("sms_count", in: [.json]) { .count($0.sent[.sms] ?? 0) },
        Column("last_reminder_sent_at", "Last message (UTC)") { .time($0.lastSentAt) },
        Column("next_reminder_due_at", "Next due (UTC)") { .time($0.nextDueAt) },
      ], sent: \.sent),
  ]
}
