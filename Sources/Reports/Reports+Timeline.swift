import Access
import Domain
import Store

extension Reports {
  /// Everything that happened with one learner, with reasons in words.
  static let timeline = Report(
    "/dashboard/learners/{user_id}", title: "Timeline of a learner", member: "timeline", isOnDashboard: false,
    empty: "Nothing has happened with a learner of this id, and nothing is planned.",
    note: "The newest first; what is planned stands above what has happened. Opens are indicative.",
    pageSize: LearnerTimeline.pageSize,
    statement: { (parameters, now) throws(Problem) in
      LearnerTimeline(
        userID: try parameters.required("user_id", in: Int.min...Int.max),
        page: try parameters.number("page", in: 1...10_000) ?? 1, now: now)
    },
    columns: [
      Column("at", "When (UTC)") { .time($0.at) }, Column("kind", in: [.json, .csv]) { .text($0.kind) },
      Column("what", "What") { .text($0.what) }, Column("campaign", "Campaign") { .text($0.campaign) },
      Column("subject", "About") { .text($0.subject) },
      Column("channel", in: [.json, .csv]) { .text($0.channel) },
      Column("channel", "Channel", in: [.html]) { .text($0.place) },
      Column("template", "Message") { .text($0.template) },
      Column("delivery_id", in: [.json, .csv]) { .count($0.deliveryID) },
      Column("reason", in: [.json, .csv]) { .text($0.code) },
      Column("words", "In words") { .text($0.words) },
    ])
}
