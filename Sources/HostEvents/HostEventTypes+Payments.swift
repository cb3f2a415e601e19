extension HostEventTypes {
  private static let payment = HostField.id("payment_id", "which payment")
  private static let payer = HostField("user_id", .person, .required, "whose", in: .nowhere)

  static let payments: [HostEventType] = [
    HostEventType(
      "lms.payment.due", "A payment is asked for, or known details of it change.", writes: "payments",
      keys: ["payment_id"], about: "payment",
      [
        .id("payment_id", "the host's number of the payment"), .learner,
        HostField("amount", .number(0...9_999_999_999), .required, "how much"),
        HostField("currency", .text(3), .required, "three letters of ISO 4217"),
        .time("requested_at", "since when it is asked for", .eventTime), .time("due_at", "until when"),
        .link("url", "where it is paid"),
      ]),
    HostEventType(
      "lms.payment.paid", "A payment has come.", .change, writes: "payments", keys: ["payment_id"], about: "payment",
      [payment, payer, .time("paid_at", "when", .eventTime)]),
    HostEventType(
      "lms.payment.failed", "A payment was tried and refused.", .change, writes: "payments", keys: ["payment_id"],
      about: "payment", [payment, payer, .time("failed_at", "when", .eventTime)]),
    HostEventType(
      "lms.payment.cancelled", "A payment is no longer asked for.", .change, writes: "payments", keys: ["payment_id"],
      about: "payment", [payment, payer, .time("cancelled_at", "since when", .eventTime)]),
  ]
}
