import JSON

extension HostEventTypes {
  private static let which = [HostField.id("instalment_id", "which instalment"), .sameLearner]

  static let instalments: [HostEventType] = [
    HostEventType(
      "lms.instalment.due", "A part of an order is to be paid by a day, or known details of it change.",
      writes: "instalments", keys: ["instalment_id"], about: "instalment",
      [
        .id("instalment_id", "the host's number of the instalment"), .id("order_id", "of which order"), .learner,
        HostField("number", .integer(1...1000), .required, "which of them, the first is 1"),
        HostField("count", .integer(1...1000), .required, "how many the order has"), .money("amount", "how much"),
        .currency, HostField("due_on", .day, .required, "by which day"), .link("url", "where it is paid"),
      ]),
    change("paid", "An instalment has come.", .time("paid_at", "when", .eventTime)),
    change("failed", "An instalment was tried and refused.", .time("failed_at", "when", .eventTime)),
    change(
      "paused", "An instalment is waited for: nobody is reminded.", .time("paused_at", "since when", .eventTime)),
    change(
      "resumed", "An instalment is asked for again.",
      HostField("paused_at", .time, .value(.null), "null: it is paused no longer")),
    change(
      "handed_over", "A person sees to an instalment: nobody is reminded.",
      .time("handed_over_at", "since when", .eventTime)),
    change(
      "cancelled", "An instalment is no longer asked for.", .time("cancelled_at", "since when", .eventTime)),
  ]

  private static func change(_ name: String, _ summary: String, _ field: HostField) -> HostEventType {
    HostEventType(
      "lms.instalment.\(name)", summary, .change, writes: "instalments", keys: ["instalment_id"], about: "instalment",
      which + [field])
  }
}
