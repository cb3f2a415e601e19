import JSON

/// An order of learner 7 for two places in class 3, as a shop tells it.
enum Purchase {
  static let lesson = Host.event("class", "lms.class.updated", ["class_id": 3, "name": "Piano"])

  static let items: JSON = [
    ["class_id": 3, "class_name": "Piano", "child_name": "Ada", "price": "100.00"],
    ["class_name": "Sheets", "price": 49.5],
  ]

  /// The order, with some members said otherwise.
  static func order(
    _ id: String = "order", at time: String = "2026-11-20T01:00:00Z", _ other: [String: JSON] = [:]
  ) -> JSON {
    let data: [String: JSON] = [
      "order_id": 5, "user_id": 7, "number": "R-5", "currency": "EUR", "subtotal": "149.50", "discount_total": "20.00",
      "tax_total": "0.25", "total": "129.75", "items": items,
    ]
    return Host.event(id, "lms.order.created", at: time, .object(data.merging(other) { $1 }))
  }

  static func place(_ id: Int, of learner: Int = 7, _ other: [String: JSON] = [:]) -> JSON {
    let data: [String: JSON] = [
      "enrolment_id": .integer(id), "user_id": .integer(learner), "class_id": 3, "order_id": 5, "child_name": "Ada",
    ]
    return Host.event("place-\(id)", "lms.class_enrolment.created", .object(data.merging(other) { $1 }))
  }

  /// A payment that is asked for, and that it came.
  static func payment(_ id: Int, _ amount: JSON, paidAt time: String, _ details: [String: JSON]) -> [JSON] {
    let due: JSON = ["payment_id": .integer(id), "user_id": 7, "amount": amount, "currency": "EUR"]
    let paid: [String: JSON] = ["payment_id": .integer(id), "user_id": 7]
    return [
      Host.event("due-\(id)", "lms.payment.due", due),
      Host.event("paid-\(id)", "lms.payment.paid", at: time, .object(paid.merging(details) { $1 })),
    ]
  }
}
