import Access
import Domain
import Store

extension Reports {
  /// About the installation itself.
  static let operations = [
    Report(
      "/dashboard/alerts", title: "Alerts", member: "alerts",
      note: "Each is a metric as well: rekindle_alert is 1 while it stands.",
      statement: { _, now in AlertFigures(now: now) },
      columns: [
        Column("alert", in: [.json, .csv]) { .text($0.figure) },
        Column("alert", "Alert", in: [.html]) { .text(Alert(of: $0)?.words ?? $0.figure) },
        Column("value", "Value") { .number($0.value) },
        Column("threshold", "Threshold") { .number(Alert(of: $0)?.threshold) },
        Column("state", "State") { .text(Alert(of: $0)?.isFiring(at: $0.value) == true ? "firing" : "quiet") },
      ]),
    Report(
      "/dashboard/jobs/summary", title: "Timed jobs", member: "jobs", empty: "No timed job has run yet.",
      note:
        "Of each job its latest run, and its runs of the last 24 hours; the failing ones come first. Records are what the "
        + "job counts: learners found, enrolments looked at, rows, episodes deleted.",
      plot: .bars(label: "job_name", columns: ["runs", "failures"], unit: "runs in 24 hours"),
      statement: { _, now in JobSummary(now: now) },
      columns: [
        Column("job_name", "Job") { .text($0.job) },
        Column("status", in: [.json, .csv]) { .text($0.status) },
        Column("error", in: [.json, .csv]) { .text($0.errorType) },
        Column("outcome", "Outcome", in: [.html]) { row in
          .text(row.errorType.map { "\(row.status): \($0)" } ?? row.status)
        },
        Column("started_at", "Began (UTC)") { .time($0.startedAt) },
        Column("duration_seconds", "Took") { .seconds($0.durationSeconds) },
        Column("runs", "Runs") { .count($0.runs) },
        Column("failures", "Failures") { .count($0.failures) },
        Column("records_processed", "Records") { .count($0.records) },
      ]),
    Report(
      "/dashboard/jobs", title: "Latest job runs", isOnDashboard: false, empty: "No timed job has run yet.",
      statement: { (parameters, _) throws(Problem) in
        JobRuns(limit: try parameters.number("limit", in: 1...50) ?? 50, job: parameters["job"])
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
      "/dashboard/queue", title: "Messages in the queue",
      empty: "Nothing waits, nothing was given up.",
      note: "Given up: in the last seven days, after the last try or where trying again is of no use.",
      plot: .bars(
        label: "channel", columns: ["waiting", "due", "sending", "retrying", "doubtful", "failed"], unit: "messages"),
      statement: { _, now in QueueByChannel(now: now) },
      columns: [
        Column("channel", "Channel") { .text($0.channel.rawValue) },
        Column("waiting", "For later") { .count($0.waiting) },
        Column("due", "Due") { .count($0.due) }, Column("oldest_due_at", "Oldest due (UTC)") { .time($0.oldestDueAt) },
        Column("sending", "On their way") { .count($0.sending) },
        Column("retrying", "Tried before") { .count($0.retrying) },
        Column("doubtful", "In doubt") { .count($0.doubtful) }, Column("failed", "Given up") { .count($0.failed) },
        Column("commonest_failure", "Mostly because") { .text($0.commonestFailure) },
      ]),
    Report(
      "/dashboard/replies", title: "Replies to read", isOnDashboard: false,
      empty: "Nobody wrote anything but STOP, START and HELP.",
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
      "/dashboard/meetings", title: "Answers to invitations", isOnDashboard: false,
      empty: "Nobody is invited to a meeting.",
      note:
        "Of meetings that are to come or took place within 30 days. Answers to one of a series are not among these.",
      statement: { (parameters, now) throws(Problem) in
        MeetingFigures(now: now, limit: try parameters.number("limit", in: 1...500) ?? 50)
      },
      columns: [
        Column("title", "Meeting") { .text($0.title) },
        Column("starts_at", "Begins (UTC)") { .time($0.startsAt) },
        Column("invited", "Invited") { .count($0.invited) },
        Column("accepted", "Accepted") { .count($0.accepted) },
        Column("declined", "Declined") { .count($0.declined) },
        Column("tentative", "May come") { .count($0.tentative) },
      ]),
    Report(
      "/dashboard/events", title: "Events that were kept", isOnDashboard: false,
      empty: "Every event of a host was understood and applied.",
      note:
        "What hosts told and nobody could apply; nothing of it is lost. After what is missing has been told, "
        + "local-runner replay ID applies one.",
      statement: { (parameters, _) throws(Problem) in
        EventsToRead(limit: try parameters.number("limit", in: 1...500) ?? 50)
      },
      columns: [
        Column("id", "Id") { .text(String($0.id)) },
        Column("received_at", "Came (UTC)") { .time($0.receivedAt) },
        Column("source", "Source") { .text($0.source) },
        Column("event_id", "Event") { .text($0.eventID) },
        Column("type", "Type") { .text($0.type) },
        Column("reason", "Reason") { .text($0.reason) },
        Column("detail", "What does not fit") { .text($0.detail) },
        Column("learner", "Learner") { .text($0.learner.map(String.init) ?? "") },
        Column("seen", "Times") { .count($0.seen) },
      ]),
    Report(
      "/dashboard/orders", title: "Orders that do not add up", isOnDashboard: false, empty: "Every order adds up.",
      note: "No receipt of these is sent. Once the order is told right, it leaves this page.",
      statement: { (parameters, _) throws(Problem) in
        DisagreeingOrders(limit: try parameters.number("limit", in: 1...500) ?? 50)
      },
      columns: [
        Column("order_id", "Order") { .text(String($0.order)) }, Column("number", "Number") { .text($0.number) },
        Column("learner", "Payer") { .text(String($0.learner)) }, Column("fault", "What is wrong") { .text($0.fault) },
      ]),
  ]
}
