import Domain
import FunctionContract
import JSON

/// The shop of the demo's platform: two places for two children, paid in three parts.
struct DemoShop {
  private static let order = 979_901
  private static let classes = [
    (id: 979_911, name: "Piano", child: "Ada"), (id: 979_912, name: "Chess", child: "Noor"),
  ]
  private static let part = "54.00"

  private let host: DemoHost
  private let payer: DemoPerson
  private let currency: String

  init(_ host: DemoHost, _ payer: DemoPerson, _ currency: String) {
    self.host = host
    self.payer = payer
    self.currency = currency
  }

  /// Tells the order, its places and when its parts are due: now, and at the fourth and seventh day.
  func order() throws(RunnerError) {
    for place in Self.classes {
      try host.tell(
        "lms.class.updated",
        [
          "class_id": .integer(place.id), "name": .string(place.name), "schedule": "Mondays, 17:00",
          "url": .string("https://learn.example.org/classes/\(place.id)"),
        ])
    }
    try host.tell(
      "lms.order.created",
      [
        "order_id": .integer(Self.order), "user_id": .integer(payer.id), "number": "R-1042",
        "currency": .string(currency), "subtotal": "180.00", "discount_total": "18.00", "total": "162.00",
        "plan": "instalments", "url": .string("https://learn.example.org/orders/\(Self.order)"),
        "items": .array(
          zip(Self.classes, ["120.00", "60.00"]).map { place, price in
            [
              "class_id": .integer(place.id), "class_name": .string(place.name), "child_name": .string(place.child),
              "price": .string(price),
            ]
          }),
      ])
    for place in Self.classes {
      try host.tell(
        "lms.class_enrolment.created",
        [
          "enrolment_id": .integer(place.id), "user_id": .integer(payer.id), "class_id": .integer(place.id),
          "order_id": .integer(Self.order), "child_name": .string(place.child),
        ])
    }
    for (number, day) in [(1, 0), (2, 4), (3, 7)] {
      try host.tell(
        "lms.instalment.due",
        [
          "instalment_id": .integer(Self.order + number), "order_id": .integer(Self.order),
          "user_id": .integer(payer.id), "number": .integer(number), "count": 3, "amount": .string(Self.part),
          "currency": .string(currency), "due_on": .string(host.morning(day).utcDate),
          "url": .string("https://learn.example.org/payments/\(Self.order + number)"),
        ])
    }
  }

  /// A part is tried and comes.
  func pay(_ number: Int) throws(RunnerError) {
    try ask(number)
    try host.tell(
      "lms.payment.paid",
      attempt(
        number, ["method": "Visa •••• 4242", "receipt_url": .string("https://learn.example.org/receipts/\(number)")]))
  }

  /// A part is tried and refused.
  func refuse(_ number: Int) throws(RunnerError) {
    try ask(number)
    try host.tell(
      "lms.payment.failed",
      attempt(
        number,
        [
          "failure_code": "insufficient_funds",
          "retry_url": .string("https://learn.example.org/payments/\(Self.order + number)"),
        ]))
  }

  /// The second child's place is given up, and a part of what was paid goes back.
  func giveUp() throws(RunnerError) {
    try host.tell(
      "lms.payment.refunded",
      [
        "refund_id": .integer(Self.order), "payment_id": .integer(Self.order + 1), "user_id": .integer(payer.id),
        "amount": "30.00", "currency": .string(currency),
      ])
    try host.tell(
      "lms.class_enrolment.cancelled",
      [
        "enrolment_id": .integer(Self.classes[1].id), "user_id": .integer(payer.id),
        "effective_on": .string(host.morning(14).utcDate), "refund_amount": "30.00",
        "refund_currency": .string(currency),
      ])
  }

  private func ask(_ number: Int) throws(RunnerError) {
    try host.tell(
      "lms.payment.due",
      attempt(number, ["amount": .string(Self.part), "currency": .string(currency)]))
  }

  private func attempt(_ number: Int, _ more: [String: JSON]) -> JSON {
    .object(
      more.merging(
        [
          "payment_id": .integer(Self.order + number), "user_id": .integer(payer.id),
          "order_id": .integer(Self.order), "instalment_id": .integer(Self.order + number),
        ], uniquingKeysWith: { $1 }))
  }
}
