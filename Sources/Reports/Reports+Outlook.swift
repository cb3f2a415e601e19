import Access
import Domain
import Store

extension Reports {
  /// Rates of each day and channel beside what they are meant to be, from the roll-up.
  static let dailyRates = Report(
    "/dashboard/rates", title: "Rates by day and channel", member: "rates",
    empty: "Nothing was rolled up in the last 30 days: messages of a day are counted in the night after it.",
    note: "A rate of fewer than 30 is left out; complaints are of the delivered.",
    plot: .lines(value: "complaint_rate", by: "channel", unit: "% of delivered, complaints"),
    statement: { _, now in
      CampaignKPIs(days: ((now - .days(29)).utcDate, now.utcDate), by: [.day, .channel], limit: 300)
    },
    columns: [
      Column("date", "Day") { .text($0.day) }, Column("channel", "Channel") { .text($0.channel) },
      Column("sent", "Sent") { .count($0.counts[3]) }, Column("delivered", "Delivered") { .count($0.counts[5]) },
      Column("delivery_rate", "Delivery") { .percent($0.rates[1]) },
      Column("delivery_target", "Target") { row in
        .percent(row.channel.flatMap(Channel.init(rawValue:)).flatMap { Target(of: "delivered", on: $0) }?.bound)
      },
      Column("complained", "Complaints") { .count($0.counts[9]) },
      Column("complaint_rate", "Complaints, rate") { row in
        .percent(row.counts[5] >= 30 ? 100 * Double(row.counts[9]) / Double(row.counts[5]) : nil)
      },
    ])

  /// Whom a tick looks at on the days to come.
  static let planned = Report(
    "/dashboard/planned", title: "Planned for the next 14 days", member: "planned",
    empty: "Nothing is planned: nobody is in a campaign that has a message left.",
    note: "Learners whose next message is looked at on that day; caps, hours and goals decide then whether it goes.",
    plot: .lines(value: "learners", by: "title", unit: "learners"),
    statement: { _, now in PlannedLooks(now: now) },
    columns: [
      Column("date", "Day") { .text($0.day) }, Column("campaign", in: [.json, .csv]) { .text($0.campaign) },
      Column("title", "Campaign") { .text($0.title) }, Column("learners", "Learners") { .count($0.learners) },
    ])

  /// What the weeks have cost beside the budget of a week.
  static let spending = Report(
    "/dashboard/spending", title: "Spending by week", member: "weeks",
    empty: "Nothing has a price: local-runner prices FILE says what messages cost.",
    note: "Of the week that runs what is reserved counts as well. The budget is that of all campaigns as it is now.",
    plot: .bars(label: "week", columns: ["spent", "budget"], unit: "in the deployment's currency"),
    statement: { _, now in WeeklySpending(now: now) },
    columns: [
      Column("week", "Week from") { .text($0.week) }, Column("spent", "Spent") { .number($0.spent) },
      Column("budget", "Budget") { .number($0.budget) }, Column("currency", "Currency") { .text($0.currency) },
    ])

  /// What nobody expected, by its kind.
  static let anomalies = Report(
    "/dashboard/anomalies", title: "Anomalies", member: "anomalies", empty: "Nothing is odd.",
    note: "What stands open, the commonest kinds first; the newest of each kind in words.",
    statement: { _, _ in OpenAnomalies() },
    columns: [
      Column("kind", "Kind") { .text($0.kind) }, Column("count", "Open") { .count($0.count) },
      Column("seen", "Times seen") { .count($0.seen) }, Column("newest_at", "Newest (UTC)") { .time($0.newestAt) },
      Column("detail", "The newest") { .text($0.detail) },
    ])
}
