import Access
import Domain
import Store

extension Reports {
  /// About every campaign, whatever it is about.
  static let campaigns = [
    Report(
      "/dashboard/campaigns", title: "Campaigns", member: "campaigns", empty: "No campaign is published.",
      note:
        "An episode is one learner in one campaign about one subject; one that is neither active, completed nor unsubscribed "
        + "came to another end, such as all its messages used. A message counts as opened where it was clicked, "
        + "and as delivered where it was opened; as failed where it was refused, bounced or dropped. " + doubt,
      plot: .bars(
        label: "title", columns: ["enrolled", "sent", "delivered", "opened", "clicked", "completed"],
        unit: "messages and episodes"),
      statement: { _, now in CampaignFigures(now: now) },
      columns: [
        Column("campaign", in: [.json, .csv]) { .text($0.slug) },
        Column("title", "Campaign") { .text($0.title) },
        Column("subject", "About") { .text($0.subjectType) },
        Column("status", "State") { .text($0.isPaused ? "paused" : "running") },
        Column("enrolled", "Episodes") { .count($0.enrolled) },
        Column("active", "Active") { .count($0.active) },
        Column("completed", "Completed") { .count($0.completed) },
        Column("unsubscribed", "Unsubscribed") { .count($0.unsubscribed) },
        Column("sent", "Sent") { .count($0.sent.values.reduce(0, +)) },
        Column("presumed_sent", "Presumed sent") { .count($0.presumed) },
        Column("delivered", "Delivered") { .count($0.delivered) },
        Column("opened", "Opened") { .count($0.opened) },
        Column("clicked", "Clicked") { .count($0.clicked) },
        Column("failed", "Failed") { .count($0.failed) },
        Column("skipped", "Skipped") { .count($0.skipped) },
        Column("cost", "Cost") { .number($0.cost) },
        Column("words", "Words", in: [.html]) { .link("Change the words", to: "/admin/campaigns/\($0.slug)") },
      ]),
    Report(
      "/dashboard/messages", title: "Messages of the last days", member: "messages",
      empty: "No message was sent in these days.", note: messageNote,
      plot: .shares(part: "delivered", whole: "sent"),
      statement: { (parameters, now) throws(Problem) in
        DeliveryStatistics(
          now: now, days: try parameters.number("days", in: 1...90) ?? 7, campaign: parameters["campaign"])
      },
      columns: messageColumns(doubtIn: Set(Format.allCases))),
  ]

  /// What campaigns reach beside what they are meant to reach.
  static let targets =
    Report(
      "/dashboard/targets", title: "Targets", member: "targets", empty: "Nothing can be measured yet.",
      note:
        "Messages of the last 30 days; completion of reminders that began 21 to 51 days ago, as the last night counted "
        + "it; it has no row before the first night. A dash: nothing to measure it by yet, or a provider that reports "
        + "nothing.",
      statement: { _, now in CampaignMeasures(now: now) },
      columns: [
        Column("campaign", in: [.json, .csv]) { .text($0.slug) },
        Column("title", "Campaign") { .text($0.title) },
        Column("measure", in: [.json, .csv]) { .text($0.measure) },
        Column("channel", in: [.json, .csv]) { .text($0.channel?.rawValue) },
        Column("measure", "Measure", in: [.html]) { .text(Target.words($0)) },
        Column("value", in: [.json, .csv]) { .number($0.value) },
        Column("value", "Value", in: [.html]) { Target.value($0) },
        Column("target", "Target") { .text(Target(of: $0)?.words) },
        Column("is_met", "Met") { row in
          .text(Target(of: row).flatMap { target in row.value.map { target.isMet(by: $0) ? "yes" : "no" } })
        },
        Column("base", "Of") { .count($0.base) },
      ])

  static let messageNote =
    "Opens are indicative: mail programs load pictures on their own. A dash: they cannot be measured. " + doubt

  /// `doubtIn` is where messages that may have been sent have a column.
  static func messageColumns(doubtIn formats: Set<Format>) -> [Column<DeliveryStatistics.Row>] {
    [
      Column("date", "Day") { .text($0.day) },
      Column("channel", in: [.json, .csv]) { .text($0.channel.rawValue) },
      Column("channel", "Channel", in: [.html]) { .text($0.channel.traits.label) },
      Column("sent", "Sent") { .count($0.sent) },
      Column("presumed_sent", "Presumed sent", in: formats) { .count($0.presumed) },
      Column("delivered", "Delivered") { .count($0.delivered) },
      Column("opened", "Opened") { .count($0.opened) },
      Column("clicked", "Clicked") { .count($0.clicked) },
      Column("failed", "Failed") { .count($0.failed) },
      Column("open_rate", "Open rate") { .percent($0.openRate) },
      Column("click_rate", "Click rate") { .percent($0.clickRate) },
    ]
  }
}
