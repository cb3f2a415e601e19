import Domain
import FunctionContract
import Pages
import Store

/// The dashboard as a page: the same answers as the JSON paths, readable without scripts.
struct DashboardPage {
  private let now: Instant
  private let userID: Int?
  private let campaign: String
  private let explained: Explainer.Answer??
  private let overview: CourseReminderOverview.Row?
  private let stages: [CourseRemindersByStage.Row]
  private let statistics: [DeliveryStatistics.Row]
  private let courses: [TopCourses.Row]
  private let runs: [JobRuns.Row]

  init(
    now: Instant, userID: Int?, campaign: String, explained: Explainer.Answer??, _ connection: borrowing Connection
  ) throws(StoreError) {
    self.now = now
    self.userID = userID
    self.campaign = campaign
    self.explained = explained
    overview = try connection.first(CourseReminderOverview())
    stages = try connection.run(CourseRemindersByStage())
    statistics = try connection.run(DeliveryStatistics(now: now, days: 7))
    courses = try connection.run(TopCourses(limit: 10))
    runs = try connection.run(JobRuns(limit: 10))
  }

  var response: HTTPResponse {
    Page(title: "Rekindle dashboard", brand: "Rekindle", style: .dashboard, main: main).response()
  }

  private var main: HTML {
    """
    <h1>Course reminders</h1>
    <p class="quiet">As of <time datetime="\(now.rfc3339)">\(now.minute)</time>, live from the ledger.</p>
    \(figures)
    <h2 id="deliveries">Messages of the last 7 days</h2>
    \(deliveryTable)
    <h2 id="stages">Active reminders by stage</h2>
    \(stageTable)
    <h2 id="courses">Courses with the most active reminders</h2>
    \(courseTable)
    <h2 id="runs">Latest job runs</h2>
    \(runTable)
    <h2 id="why">Why was a learner written to, or not?</h2>
    \(ExplainSection(userID: userID, campaign: campaign, explained: explained).html)
    <form method="post" action="/dashboard/logout"><p><button class="second">Leave</button></p></form>
    """
  }

  private var figures: HTML {
    guard let overview else { return .empty }
    return """
      <dl class="figures">
      <div><dt>Active</dt><dd>\(overview.active)</dd></div>
      <div><dt>Completed</dt><dd>\(overview.completed)</dd></div>
      <div><dt>Unsubscribed</dt><dd>\(overview.unsubscribed)</dd></div>
      <div><dt>Emails sent</dt><dd>\(overview.emails)</dd></div>
      <div><dt>SMS sent</dt><dd>\(overview.sms)</dd></div>
      <div><dt>Average completion</dt><dd>\(percent(overview.averageCompletion))</dd></div>
      </dl>
      """
  }

  private var deliveryTable: HTML {
    let rows = statistics.map { row -> [Cell] in
      [
        .head(row.day), .text(row.channel.rawValue), .number(row.sent), .number(row.delivered), .number(row.opened),
        .number(row.clicked), .number(row.failed), .figure(row.openRate.map(percent) ?? "–"),
        .figure(percent(row.clickRate)),
      ]
    }
    return Table(
      label: "deliveries",
      columns: ["Day", "Channel", "Sent", "Delivered", "Opened", "Clicked", "Failed", "Open rate", "Click rate"],
      rows: rows, empty: "No message was sent in the last 7 days.",
      note: "Opens are indicative: mail programs load pictures on their own. Opens of SMS cannot be measured."
    ).html
  }

  private var stageTable: HTML {
    let rows = stages.map { row -> [Cell] in
      [
        .head(String(row.stage)), .number(row.count), .figure(percent(row.averageCompletion)), .number(row.emails),
        .number(row.sms),
      ]
    }
    return Table(
      label: "stages", columns: ["Stage", "Reminders", "Average completion", "Emails", "SMS"], rows: rows,
      empty: "No reminder is active."
    ).html
  }

  private var courseTable: HTML {
    let rows = courses.map { row -> [Cell] in
      [
        .head(row.courseName), .number(row.active), .figure(percent(row.averageCompletion)), .number(row.emails),
        .number(row.sms),
      ]
    }
    return Table(
      label: "courses", columns: ["Course", "Active reminders", "Average completion", "Emails", "SMS"], rows: rows,
      empty: "No course has reminders."
    ).html
  }

  private var runTable: HTML {
    let rows = runs.map { row -> [Cell] in
      [
        .head(row.job), .text(row.errorType.map { "\(row.status): \($0)" } ?? row.status), .number(row.records),
        .figure(row.durationSeconds.map { "\(($0 * 1000).rounded() / 1000) s" } ?? "–"), .text(row.startedAt.minute),
      ]
    }
    return Table(
      label: "runs", columns: ["Job", "Outcome", "Records", "Took", "Began (UTC)"], rows: rows,
      empty: "No timed job has run yet."
    ).html
  }

  private func percent(_ value: Double) -> String { "\((value * 10).rounded() / 10) %" }
}

extension Instant {
  /// For people: `2026-11-20 07:30` in UTC.
  var minute: String { String(rfc3339.prefix(16)).replacing("T", with: " ") }
}
