import JSON

extension HostEventTypes {
  private static let person: [HostField] = [
    .name("first_name", "as messages print it"), .name("last_name", "as messages print it"),
    .name("title", "a form of address such as Dr."), .name("email", "a mailbox"),
    .name("phone_number", "international, or as people write it in the country `region`"),
    .name("timezone", "such as Asia/Kolkata"), .name("locale", "language, as en-GB"),
    .name("region", "the country in two letters"),
    HostField("is_active", .truth, .unchanged, "whether the account is in use; true for who is new"),
  ]

  static let people: [HostEventType] = [
    HostEventType(
      "lms.learner.updated", "A learner is there, or what is known of them has changed.", .person, writes: "users",
      keys: ["user_id"], [HostField("user_id", .id, .required, "the host's number of the learner")] + person),
    HostEventType(
      "lms.lead.updated", "Somebody who is no user yet is there, or what is known of them has changed.", .person,
      writes: "leads", keys: ["user_id"],
      [
        HostField(
          "user_id", .integer(-999_999_999_999...(-1)), .required,
          "a number of the lead's own, below zero; those of 13 digits and more are taken")
      ] + person
    ),
    HostEventType(
      "lms.signup.completed", "A learner has finished signing up.", writes: "signups", keys: ["user_id"],
      [.learner, .time("completed_at", "when", .eventTime)]),
    HostEventType(
      "lms.address.changed", "A learner has another address of a further kind, such as a Discord account.",
      writes: "other_addresses", keys: ["user_id", "address_kind"],
      [
        .learner,
        HostField(
          "address_kind", .word(["discord", "account"] + PaymentProviders.sources.sorted()), .required,
          "of which kind; account: what xAPI calls the learner, `name homePage` or an OpenID; a provider's name: its customer"
        ),
        .name("address", "the address", .required),
      ]),
    HostEventType(
      "lms.consent.given", "A person has agreed to messages on a channel, or taken that back.", writes: "consents",
      keys: ["user_id", "channel", "given_at"],
      [
        .learner,
        HostField(
          "channel", .word(["email", "sms", "whatsapp", "discord", "inapp", "calendar"]), .required, "which channel"),
        HostField("is_granted", .truth, .value(true), "false: taken back"),
        .name("source", "where they said it, such as signup_form", .required),
        HostField("words", .text(4000), .value(.null), "what they agreed to, as they read it"),
        .time("given_at", "when they said it", .eventTime),
      ]),
    HostEventType(
      "lms.lead.submitted", "Somebody has sent the form that asks to take part.", writes: "cta_submissions",
      keys: ["cta_submission_id"],
      [
        .name("cta_submission_id", "the host's name of what was sent", .required),
        .name("email", "a mailbox", .required),
        .name("first_name", "as messages print it"), .name("last_name", "as messages print it"),
        .name("phone_number", "international"), .time("submitted_at", "when", .eventTime),
      ]),
    HostEventType(
      "lms.lead.imported", "Somebody stands in a list of leads; the next events of the same mailbox change it.",
      writes: "imported_leads", keys: ["email"],
      [.name("email", "a mailbox", .required)] + person.filter { !["email", "is_active"].contains($0.name) } + [
        .name("import_batch_id", "the name of the list", .required),
        .name("consent_source", "where they agreed to be written to, such as webinar_form", .required),
      ]),
    HostEventType(
      "lms.lead_list.updated", "What the leads of a list are offered, or what the list has cost.",
      writes: "lead_batches", keys: ["import_batch_id"],
      [
        .name("import_batch_id", "the name of the list", .required),
        .name("title", "what is offered"),
        HostField("course_overview", .text(4000), .unchanged, "its points, a line each"),
        .link("cta_url", "the form that asks to take part"),
        HostField("discount_percent", .integer(1...100), .unchanged, "how much less one pays"),
        .time("offer_expires_at", "until when"),
        HostField("premium_resources", .text(4000), .unchanged, "what comes with it, a line each"),
        HostField("cost", .number(0...1e9), .unchanged, "what the list has cost, in the deployment's currency"),
      ]),
    HostEventType(
      "lms.account.created",
      "The account that an approval asked for is there; the answer to host.account.requested.", writes: "approvals",
      keys: ["cta_submission_id"],
      [
        .name("cta_submission_id", "the request that was approved", .required), .learner,
        HostField("is_new", .truth, .value(true), "false: there was an account of this mailbox, and it is theirs"),
        HostField("login_url", .link, .required, "where one signs in"),
        .link("profile_url", "where administrators see the account"), .time("created_at", "when", .eventTime),
      ]),
    HostEventType(
      "lms.password.set", "The account has the password whose hash host.password.made has brought.",
      writes: "approvals", keys: ["cta_submission_id"],
      [
        .name("cta_submission_id", "the request that was approved", .required),
        HostField("number", .id, .required, "the number of the password, as the event has it"),
        .time("set_at", "when", .eventTime),
      ]),
    HostEventType(
      "lms.trial.granted", "A learner may try something; the answer to host.trial.requested.", writes: "trials",
      keys: ["user_id", "product", "granted_at"],
      [
        .learner, .name("product", "what, as agents", .required), .time("granted_at", "from when", .eventTime),
        .time("expires_at", "until when", .required),
      ]),
  ]
}
