import JSON

extension HostEventTypes {
  /// Most lines of one order.
  private static let mostLines = 200

  static let orders: [HostEventType] = [
    HostEventType(
      "lms.class.updated", "A class is there, or what is known of it has changed.", writes: "classes",
      keys: ["class_id"], about: "class",
      [
        .id("class_id", "the host's number of the class"), .name("name", "as messages print it", .required),
        .time("starts_at", "its first meeting"), .name("schedule", "when it meets, as messages print it"),
        .name("place", "where it meets"), .link("url", "its page"),
      ]),
    HostEventType(
      "lms.order.created", "Something is ordered, or what is known of the order has changed: its lines are told whole.",
      writes: "orders", keys: ["order_id"], about: "order",
      [
        .id("order_id", "the host's number of the order"), .learner, .name("number", "as the shop prints it"),
        .currency, .money("subtotal", "what the lines come to"),
        .money("discount_total", "what is taken off", .value("0")), .money("tax_total", "what is added", .value("0")),
        .money("total", "subtotal less discount and with tax"),
        HostField("plan", .word(["one_time", "instalments"]), .value("one_time"), "how it is paid"),
        .time("ordered_at", "when", .eventTime), .link("url", "its page"),
        HostField(
          "items",
          .rows(
            [
              .id("class_id", "which class it is; one that is told later is waited for", .unchanged, of: "classes"),
              .name("class_name", "as it was sold", .required), .name("child_name", "for whom"),
              .money("price", "of the whole line"),
            ], atMost: mostLines), .required, "its lines", in: .own),
      ]),
    HostEventType(
      "lms.order.cancelled", "An order is taken back.", .change, writes: "orders", keys: ["order_id"], about: "order",
      [.id("order_id", "which"), .sameLearner, .time("cancelled_at", "when", .eventTime)]),
  ]

  static let places: [HostEventType] = [
    HostEventType(
      "lms.class_enrolment.created", "A place in a class is taken, or known details of it change.",
      writes: "class_enrolments", keys: ["enrolment_id"], about: "class_enrolment",
      [
        .id("enrolment_id", "the host's number of the place"), .learner,
        .id("class_id", "in which class; one that is told later is waited for", of: "classes"),
        .id("order_id", "by which order: once that is paid, the place is confirmed", .unchanged),
        .name("child_name", "for whom"), .time("confirmed_at", "since when it is sure, where nothing is to be paid"),
      ]),
    HostEventType(
      "lms.class_enrolment.confirmed", "A place in a class is sure.", .change, writes: "class_enrolments",
      keys: ["enrolment_id"], about: "class_enrolment",
      [.id("enrolment_id", "which place"), .sameLearner, .time("confirmed_at", "since when", .eventTime)]),
    HostEventType(
      "lms.class_enrolment.cancelled", "A place in a class is given up.", .change, writes: "class_enrolments",
      keys: ["enrolment_id"], about: "class_enrolment",
      [
        .id("enrolment_id", "which place"), .sameLearner, .time("cancelled_at", "when", .eventTime),
        HostField("effective_on", .day, .unchanged, "the first day without the place"),
        HostField(
          "refund_amount", .money(in: "refund_currency"), .unchanged, "what is paid back; null where that is nothing"),
        HostField("refund_currency", .currency, .unchanged, "three letters of ISO 4217; needed with refund_amount"),
      ]),
  ]
}
