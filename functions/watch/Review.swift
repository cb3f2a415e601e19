import Domain
import Effect
import JSON
import Reports
import Store

/// The review of a week: what went out, rates beside their targets, what campaigns bring, cost beside the budget, incidents that
/// stand and campaigns that are paused.
///
/// It is written once, on Monday from eight o'clock on in the deployment's zone.
struct Review {
  private let monday: String
  private let figures: [ReviewFigures.Row]
  private let outcomes: [CampaignOutcomes.Row]
  private let incidents: [Incident]
  private let paused: [String]
  private let budget: FindBudget.Row?

  /// Writes the review of this week where it is due.
  static func prepare(for operators: Operators, now: Instant, _ database: inout Database) throws(StoreError) {
    guard !operators.readers.isEmpty, let monday = try database.first(FindDueReview(now: now)) else { return }
    let review = try Review(monday, now, &database)
    try database.execute(
      PutReview(
        monday: monday, body: review.body, now: now, places: operators.readers.map(\.place)))
  }

  private init(_ monday: String, _ now: Instant, _ database: inout Database) throws(StoreError) {
    self.monday = monday
    figures = try database.run(ReviewFigures(monday: monday))
    outcomes = try database.run(CampaignOutcomes())
    incidents = try database.run(ListIncidents(now: now, limit: 100)).map(\.incident).filter { $0.resolvedAt == nil }
    paused = try database.run(ListPausedCampaigns())
    budget = try database.first(FindBudget(now: now - .days(2)))  // a moment of the week that is over
  }

  private var body: JSON {
    [
      "until": .string(monday), "sent": .integer(figures.reduce(0) { $0 + $1.sent }),
      "sections": Review.lines(figures.map(line)), "lifts": Review.lines(outcomes.map(line)),
      "incidents": Review.lines(incidents.map(line)), "paused": Review.lines(paused),
      "open_count": .integer(incidents.count), "paused_count": .integer(paused.count), "cost": .string(cost),
    ]
  }

  private static func lines(_ lines: [String]) -> JSON { .array(lines.map { ["line": .string($0)] }) }

  private func line(_ row: ReviewFigures.Row) -> String {
    let rates = [
      rate("delivered", row.delivered, of: row.sent, row.channel),
      row.channel.traits.measuresOpens ? rate("opened", row.opened, of: row.delivered, row.channel) : nil,
      rate("clicked", row.clicked, of: row.delivered, row.channel),
      rate("unsubscribed", row.optOuts, of: row.learners, nil),
    ].compactMap(\.self)
    return "\(row.title), \(row.channel.traits.label): \(row.sent) sent, " + rates.joined(separator: ", ")
  }

  /// A rate beside its target; of fewer than thirty the count alone.
  private func rate(_ measure: String, _ part: Int, of whole: Int, _ channel: Channel?) -> String {
    guard whole >= 30 else { return "\(part) \(measure)" }
    let percent = (1000 * Double(part) / Double(whole)).rounded() / 10
    guard let target = Target(of: measure, on: channel) else { return "\(percent) % \(measure)" }
    return "\(percent) % \(measure) (target \(target.words), \(target.isMet(by: percent) ? "met" : "missed"))"
  }

  private func line(_ row: CampaignOutcomes.Row) -> String {
    let name = row.isWhole ? row.title : "\(row.title), \(row.variant) beside \(row.against)"
    let words = "\(name): \(row.verdict)"
    guard let shown = row.shown else { return words }
    let points = { (share: Double) in "\((share * 1000).rounded() / 10)" }
    return "\(words); lift \(points(shown.comparison.lift)) points, from \(points(shown.onAnyDay.low)) to "
      + "\(points(shown.onAnyDay.high)) on any day"
  }

  private func line(_ incident: Incident) -> String {
    let about = incident.subject.isEmpty ? "" : " (\(incident.subject))"
    return "\(incident.guardrail)\(about): \(incident.metric.text(incident.figure)), "
      + incident.metric.words(beyond: incident.threshold)
  }

  private var cost: String {
    guard let currency = budget?.currency else { return "nothing has a price" }
    let spent = budget?.spent ?? figures.reduce(0) { $0 + ($1.cost ?? 0) }
    let amount = "\((spent * 100).rounded() / 100) \(currency)"
    return budget?.hundredths.map { "\(amount) of a budget of \(Double($0) / 100) \(currency)" }
      ?? "\(amount), no budget"
  }
}
