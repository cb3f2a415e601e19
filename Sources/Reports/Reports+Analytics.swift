import Access
import Domain
import Store

extension Reports {
  /// The figures of campaigns from the roll-up, told apart as asked, each rate beside what it is meant to be.
  public static let analytics = Report(
    "/api/analytics", title: "Figures of campaigns", isOnDashboard: false,
    empty: "Nothing was rolled up for these days.",
    note: "A rate of fewer than 30 is left out. Opens are indicative: mail programs load pictures on their own. "
      + doubt,
    statement: { (parameters, now) throws(Problem) in try figures(parameters, now) },
    columns: parts + counts + rates + worth)

  private static func figures(_ parameters: Parameters, _ now: Instant) throws(Problem) -> CampaignKPIs {
    let words = (parameters["by"] ?? "campaign").split(separator: ",").map(String.init)
    let last = try day("to", parameters) ?? now
    let first = try day("from", parameters) ?? last - .days(29)
    guard first <= last else { throw Problem.misfit("from", "from must not be after to") }
    return CampaignKPIs(
      days: (first.utcDate, last.utcDate), by: Set(words.compactMap(CampaignKPIs.Part.init(rawValue:))),
      campaign: parameters["campaign"], limit: try parameters.number("limit", in: 1...10_000) ?? 1000)
  }

  private static func day(_ name: String, _ parameters: Parameters) throws(Problem) -> Instant? {
    guard let text = parameters[name] else { return nil }
    guard let day = Instant(rfc3339: text + "T00:00:00Z") else {
      throw Problem.misfit(name, "\(name) must be a day such as 2026-11-20")
    }
    return day
  }

  private static let parts: [Column<CampaignKPIs.Row>] = [
    Column("day", "Day") { .text($0.day) }, Column("campaign", "Campaign") { .text($0.campaign) },
    Column("version", "Version") { .count($0.version) }, Column("step", "Step") { .text($0.step) },
    Column("channel", "Channel") { .text($0.channel) }, Column("variant", "Variant") { .text($0.variant) },
  ]

  /// The names of `CampaignKPIs.Row.counts`, in their order.
  private static let counts: [Column<CampaignKPIs.Row>] = [
    "eligible", "covered", "enrolled", "sent", "presumed_sent", "delivered", "opened", "clicked", "bounced",
    "complained",
    "failed", "skipped", "unsubscribed", "completed",
  ].enumerated().map { place, name in Column(name, name.replacing("_", with: " ")) { .count($0.counts[place]) } }

  /// Rates in the order of `CampaignKPIs.Row.rates`, each with its target (REQ-4-72 to REQ-4-77, REQ-4-79 to REQ-4-82).
  private static let rates: [Column<CampaignKPIs.Row>] = [
    Column("enrolment_rate", "Enrolment") { .percent($0.rates[0]) },
    Column("delivery_rate", "Delivery") { .percent($0.rates[1]) },
    Column("delivery_target", "Delivery target") { .percent(target("delivered", $0)) },
    Column("open_rate", "Opens") { .percent($0.rates[2]) },
    Column("open_target", "Open target") { .percent(target("opened", $0)) },
    Column("click_rate", "Clicks") { .percent($0.rates[3]) },
    Column("click_target", "Click target") { .percent(target("clicked", $0)) },
    Column("conversion_rate", "Goals") { .percent($0.rates[4]) },
    Column("conversion_target", "Goal target") { .percent($0.target) },
    Column("unsubscribe_rate", "Opt-outs") { .percent($0.rates[5]) },
    Column("unsubscribe_target", "Opt-outs at most") { _ in .percent(Target(of: "unsubscribed", on: nil)?.bound) },
  ]

  private static let worth: [Column<CampaignKPIs.Row>] = [
    Column("value", "Worth") { .number($0.value) }, Column("cost", "Cost") { .number($0.cost) },
    Column("roi", "Worth per cost") { .number($0.roi) },
  ]

  private static func target(_ measure: String, _ row: CampaignKPIs.Row) -> Double? {
    row.channel.flatMap(Channel.init(rawValue:)).flatMap { Target(of: measure, on: $0) }?.bound
  }
}

extension Problem {
  fileprivate static func misfit(_ name: String, _ message: String) -> Problem {
    Problem(400, "parameter", title: "A value does not fit", message, at: .parameter(name))
  }
}
