import Foundation
import JSON
import Store
import TestKit

/// A shop that tells its orders and payments, signed, with shipped campaigns and the built handlers around it: learner 1 is the parent, in
/// Kolkata, with a mailbox and a telephone.
struct ShopSchool {
  static let campaigns = [
    "order-confirmation", "enrollment-confirmation", "payment-success", "payment-failed", "payment-final-failure",
    "enrollment-cancelled", "installment-reminder", "installment-overdue", "payment-pending",
  ]

  let platform: StudyPlatform
  var school: School { platform.school }

  init() throws {
    platform = try StudyPlatform(Self.campaigns, learners: 1)
    try school.database.run(
      "update lms_data.users set phone_number = '+447700900001'; update rekindle.rate_limits set per_second = 1000, burst = 1000"
    )
    for (id, name) in [(12, "Painting"), (13, "Chess")] {
      try tell("lms.class.updated", at: "2026-11-01T08:00:00Z", ["class_id": .integer(id), "name": .string(name)])
    }
  }

  /// Tells one event, signed, and carries on what it causes, to the provider; returns what `ingest` answers.
  @discardableResult
  func tell(_ type: String, at time: String, id: String = UUID().uuidString, _ data: JSON) throws -> JSON {
    let run = try school.run("ingest", role: "rekindle_ingest", school.telling(type, at: time, id: id, data))
    let reply = try JSON.parse(run.stdout)
    guard reply["statusCode"] == 200 else { throw Spawn.Failure(description: "\(type): \(reply.text)\(run.log)") }
    try platform.carry(reply["events"]?.array ?? [])
    return try JSON.parse(reply["body"]?.string ?? "")
  }

  /// Learner 1 orders two classes for 189 dollars, and takes both places.
  func order(_ plan: String = "one_time", at time: String, total: String = "189.00") throws {
    try tell(
      "lms.order.created", at: time,
      [
        "order_id": 88, "user_id": 1, "number": "A-1088", "currency": "USD", "subtotal": "210.00",
        "discount_total": "21.00", "total": .string(total), "plan": .string(plan),
        "url": "https://learn.example/orders/88",
        "items": [
          ["class_id": 12, "class_name": "Painting", "child_name": "Mira", "price": "120.00"],
          ["class_id": 13, "class_name": "Chess", "price": "90.00"],
        ],
      ])
    for (place, course) in [(1, 12), (2, 13)] {
      try tell(
        "lms.class_enrolment.created", at: time,
        [
          "enrolment_id": .integer(place), "user_id": 1, "class_id": .integer(course), "order_id": 88,
          "child_name": "Mira",
        ])
    }
  }

  /// Payment `id` is asked for: of the order, or of one of its instalments.
  func due(
    _ id: Int, at time: String, amount: String = "189.00", currency: String = "USD", instalment: Int? = nil
  ) throws {
    var data: [String: JSON] = [
      "payment_id": .integer(id), "user_id": 1, "amount": .string(amount), "currency": .string(currency),
      "order_id": 88,
    ]
    data["instalment_id"] = instalment.map(JSON.integer)
    try tell("lms.payment.due", at: time, .object(data))
  }

  /// The values of a campaign's messages about payment 5, in the language of the text that a locale leads to.
  func context(_ campaign: String, _ locale: String, at time: String) throws -> JSON {
    let language = locale.hasPrefix("de") ? "de" : "en"
    let text = try school.database.value(
      """
      select x.context from rekindle.campaigns c
       cross join lateral rekindle.campaign_context(c.id, c.current_version, '\(time)', '{1}', '{5}', '\(language)') x
       where c.slug = '\(campaign)'
      """)
    return try JSON.parse(text ?? "")
  }

  /// Lets a day's detection and the ticks of an hour pass.
  func hour(at time: String) throws { try platform.hour(at: time) }

  /// Ticks once, and sends what is due.
  func tick(at time: String) throws { try platform.tick(at: time) }

  /// What went out, as `campaign subject channel`, in order.
  func sent() throws -> [String] { try messages("d.status = 'sent'") }

  func messages(_ condition: String) throws -> [String] {
    try school.database.rows(
      """
      select concat_ws(' ', c.slug, d.subject_id, d.channel) from rekindle.message_deliveries d
        join rekindle.campaigns c on c.id = d.campaign_id where \(condition) order by d.sent_at, c.slug, d.subject_id
      """
    ).compactMap { $0[0] }
  }

  /// What the host is asked for by a run of `dunning`: the keys.
  @discardableResult
  func dun(at time: String, campaign: String? = nil) throws -> [String] {
    let event = school.event("timer.dunning", at: time, data: campaign.map { ["campaign": .string($0)] })
    let run = try school.run("dunning", role: "rekindle_dunning", event)
    guard run.exitCode == 0 else { throw Spawn.Failure(description: run.output + run.log) }
    let events = try JSON.parse(run.stdout)["events"]?.array ?? []
    return events.flatMap { event in
      (event["data"]?["payments"] ?? event["data"]?["instalments"])?.array ?? []
    }.compactMap { $0["key"]?.string }
  }
}
