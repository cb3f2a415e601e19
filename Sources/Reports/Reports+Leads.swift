import Access
import Domain
import Store

extension Reports {
  /// How lists of leads do: on the dashboard, and by its own address for programs.
  static let leads = leadReport("/dashboard/leads", isOnDashboard: true)

  /// The same for who holds a key of the API.
  public static let leadCampaigns = leadReport("/api/lead-campaigns", isOnDashboard: false)

  private static func leadReport(_ path: String, isOnDashboard: Bool) -> Report {
    Report(
      path, title: "Lists of leads", member: "lead_campaigns", isOnDashboard: isOnDashboard,
      empty: "No list of leads was imported.",
      note:
        "A lead counts for the list that brought them first. A conversion is a request to take part after the first look at "
        + "the lead; rates are of the leads who got a message, and opens are indicative.",
      statement: { (parameters, _) throws(Problem) in LeadCampaigns(id: try parameters.number("id", in: 1...(1 << 53)))
      },
      columns: leadColumns)
  }

  private static let leadColumns: [Column<LeadCampaigns.Row>] = [
    Column("campaign_id", "No.") { .count($0.id) },
    Column("import_batch_id", "List") { .text($0.batch) },
    Column("title", "Offer") { .text($0.title) },
    Column("status", "State") { .text($0.status) },
    Column("total_leads", "Leads") { .count($0.total) },
    Column("duplicates", "Duplicates") { .count($0.duplicates) },
    Column("leads_emailed", "Written to") { .count($0.emailed) },
    Column("leads_failed", "Failed") { .count($0.failed) },
    Column("day3_sent", "Day 3") { .count($0.day3) },
    Column("day7_sent", "Day 7") { .count($0.day7) },
    Column("delivery_rate", "Delivered") { .percent(share($0.delivered, $0)) },
    Column("open_rate", "Opened") { .percent(share($0.opened, $0)) },
    Column("click_rate", "Clicked") { .percent(share($0.clicked, $0)) },
    Column("unsubscribe_rate", "Opted out") { .percent(share($0.unsubscribed, $0)) },
    Column("conversions", "Conversions") { .count($0.conversions) },
    Column("conversion_rate", "Converted") { .percent(share($0.conversions, $0)) },
    Column("value", "Worth") { .number($0.value) },
    Column("cost", "Cost") { .number($0.cost) },
    Column("roi", "Worth per cost") { row in
      .number(row.value.flatMap { value in row.cost.map { (value / $0 * 100).rounded() / 100 } })
    },
    Column("started_at", "Started (UTC)") { .time($0.startedAt) },
    Column("updated_at", "Last news (UTC)") { .time($0.updatedAt) },
  ]

  private static func share(_ count: Int, _ row: LeadCampaigns.Row) -> Double? {
    row.emailed > 0 ? (Double(count) / Double(row.emailed) * 1000).rounded() / 10 : nil
  }
}
