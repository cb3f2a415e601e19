extension HostEventTypes {
  private static let payment = HostField.id("payment_id", "which payment")

  /// What is known of a payment beside what is asked for.
  private static let details = [
    HostField.id("order_id", "for which order", .unchanged, in: .details),
    .id("instalment_id", "for which instalment", .unchanged, in: .details),
  ]

  /// What is known once it was tried.
  private static let attempt = [
    HostField("method", .text(500), .unchanged, "how, as messages print it: Visa •••• 4242", in: .details),
    HostField("reference", .text(500), .unchanged, "the provider's name of it", in: .details),
  ]

  static let payments: [HostEventType] = [
    HostEventType(
      "lms.payment.due", "A payment is asked for, or known details of it change.", writes: "payments",
      keys: ["payment_id"], about: "payment",
      [
        .id("payment_id", "the host's number of the payment"), .learner, .money("amount", "how much"), .currency,
        .time("requested_at", "since when it is asked for", .eventTime), .time("due_at", "until when"),
        .link("url", "where it is paid"),
      ] + details),
    HostEventType(
      "lms.payment.paid", "A payment has come: by its order, the places of that are confirmed.", .change,
      writes: "payments", keys: ["payment_id"], about: "payment",
      [payment, .sameLearner, .time("paid_at", "when", .eventTime)] + details + attempt + [
        .link("receipt_url", "the provider's receipt", in: .details)
      ]),
    HostEventType(
      "lms.payment.failed", "A payment was tried and refused.", .change, writes: "payments", keys: ["payment_id"],
      about: "payment",
      [payment, .sameLearner, .time("failed_at", "when", .eventTime)] + details + attempt + [
        HostField("failure_code", .text(100), .unchanged, "why, as the provider calls it", in: .details),
        .link("retry_url", "where it is paid after all", in: .details),
      ]),
    HostEventType(
      "lms.payment.cancelled", "A payment is no longer asked for.", .change, writes: "payments", keys: ["payment_id"],
      about: "payment", [payment, .sameLearner, .time("cancelled_at", "since when", .eventTime)]),
    HostEventType(
      "lms.payment.refunded", "Money was paid back.", writes: "refunds", keys: ["refund_id"], about: "payment",
      [
        .id("refund_id", "the host's number of the refund"), .id("payment_id", "of which payment"), .learner,
        .money("amount", "how much"), .currency, .time("refunded_at", "when", .eventTime),
        .time("failed_at", "when it came back to the host after all"),
      ]),
  ]
}

extension HostField.Place {
  fileprivate static let details = HostField.Place.other("payment_details")
}
