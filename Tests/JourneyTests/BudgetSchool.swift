import Domain
import Foundation
import JSON
import Store
import TestKit

/// A school whose messages have prices, in euros.
struct BudgetSchool {
  /// Text messages to whoever takes a course, at any hour, a week apart; one may take four segments, and takes one.
  static let texts = MadeUpCampaign(
    "texts", subject: "course", enter: "  rollout: 100%",
    segment: """
      select e.user_id, e.course_id as subject_id, null::timestamptz as last_activity_at
        from lms.course_enrolments e where e.enrolled_at <= as_of
      """
  ).replacing("campaign.yaml", "class: transactional", "class: marketing")

  let school: School
  var database: TestDatabase { school.database }

  /// - Parameter prices: rows of channel, unit, prefix and price.
  init(prices: String, campaigns: [CampaignVariant] = []) throws {
    try TestDatabase.current().run(
      """
      update rekindle.deployment set currency = 'EUR';
      insert into rekindle.prices (channel, unit, prefix, price, valid_from)
      select p.*, '2026-01-01' from (values \(prices)) p
      """)
    school = try School(campaigns: campaigns)
  }

  /// Publishes `texts` with a budget, or as `campaign` says.
  func publishTexts(budget: String, _ campaign: MadeUpCampaign = texts) throws {
    let file = campaign.replacing("campaign.yaml", "class: marketing", "class: marketing\nbudget: \(budget)")
    try school.publish(URL(filePath: file.write()))
  }

  /// Learners with these numbers, who take a course.
  func admit(_ numbers: [String]) throws {
    try database.insert(.course(1))
    for (place, number) in numbers.enumerated() {
      try database.insert(
        .learner(place + 1).with(["phone_number": .text(number)]),
        .takes(place + 1, 1, since: Instant(seconds: 1_790_000_000)))
    }
  }

  /// Sends everything that ticks have reserved by SMS.
  func sendTexts(at time: String) throws {
    let scheduled = "select id::text from rekindle.message_deliveries where status = 'scheduled' order by id"
    let ids = try database.rows(scheduled).compactMap { $0[0].flatMap { Int($0) } }
    try school.send(school.event("delivery.sms.due", at: time, data: ["ids": .array(ids.map { .integer($0) })]))
  }

  /// What each message takes of its budgets, by learner.
  func costs() throws -> [String] {
    try database.rows(
      "select user_id || ' ' || status || ' ' || trim_scale(cost) from rekindle.message_deliveries order by user_id, id"
    ).compactMap(\.[0])
  }

  /// What the budgets of the week have spent: all together first, then the campaign with its own.
  func spent(at time: String) throws -> [String] {
    try database.rows("select trim_scale(spent)::text from rekindle.budgets($1) order by campaign_id", .text(time))
      .compactMap(\.[0])
  }
}
