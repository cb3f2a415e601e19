import Channels
import Domain

extension FuzzTargets {
  /// What providers answer: a status, a header's line, and a body.
  static let answers = FuzzTarget("answers") { input in
    let (lines, body) = input.lines(2)
    guard let exchanges else { return "the settings are good" }
    let answer = Observation.Answer(status: Int(lines[0]) ?? 200, headers: Array(lines[1].utf8), body: body)
    return exchanges.lazy.compactMap { fault(of: $0, .answered(answer)) }.first
  }

  private static let exchanges: [Exchange]? = {
    guard let to = PhoneNumber("+14155550123"), let address = EmailAddress("ada@learner.example"),
      let person = DiscordAddress("80351110224678912"),
      let id = try? Correlation(deliveryID: 42, environment: "fuzz")
    else { return nil }
    let whatsApp = WhatsAppMessage(correlation: id, to: to, content: .text("Hello"))
    return try? [
      try email(id, Mailbox(address)), try texts(TextMessage(correlation: id, to: to, body: "Hello")),
      [Meta(settings).exchange(for: whatsApp, now: Fixtures.now)],
      [Interakt(settings).exchange(for: whatsApp, now: Fixtures.now)],
      [TwilioWhatsApp(settings).exchange(for: whatsApp, now: Fixtures.now)],
      [
        Discord(settings).exchange(
          for: DiscordMessage(correlation: id, to: person, content: "Hello"), now: Fixtures.now)
      ],
    ].flatMap(\.self)
  }()

  private static let settings = Settings([
    "SENDGRID_API_KEY": "SG.fuzz", "SMTP_URL": "smtps://mail.example", "SMTP_USERNAME": "", "SMTP_PASSWORD": "fuzz",
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "fuzz", "AWS_REGION": "eu-central-1",
    "TWILIO_ACCOUNT_SID": "AC" + String(repeating: "a", count: 32), "TWILIO_AUTH_TOKEN": "fuzz",
    "TWILIO_FROM_NUMBER": "+15005550006", "TWILIO_WHATSAPP_FROM": "+14155238886",
    "REKINDLE_WEBHOOK_URL": "https://hooks.example/webhooks", "META_ACCESS_TOKEN": "fuzz",
    "META_PHONE_NUMBER_ID": "106540352242922", "INTERAKT_API_KEY": "a2V5Og==", "DISCORD_BOT_TOKEN": "fuzz",
  ])

  private static func email(_ id: Correlation, _ to: Mailbox) throws -> [Exchange] {
    let message = try EmailMessage(
      correlation: id, from: to, to: to, subject: "Hello", text: "Hello", html: "<p>Hello</p>", unsubscribeURL: nil)
    return [
      try SendGrid(settings).exchange(for: message, now: Fixtures.now),
      try SES(settings).exchange(for: message, now: Fixtures.now),
      try SMTP(settings).exchange(for: message, now: Fixtures.now),
    ]
  }

  private static func texts(_ message: TextMessage) throws -> [Exchange] {
    [
      try Twilio(settings).exchange(for: message, now: Fixtures.now),
      try SNS(settings).exchange(for: message, now: Fixtures.now),
    ]
  }

  private static func fault(of exchange: Exchange, _ observation: Observation) -> String? {
    for news in exchange.news(observation, Fixtures.now) {
      if case .pause(_, let wait) = news, !isBounded(wait) { return "a pause has bounds" }
    }
    switch exchange.read(observation, Fixtures.now) {
    case .over(let outcome): return fault(of: outcome)
    // Discord's message follows the answer that opened its channel.
    case .next(let next, let otherwise):
      if case .over(let outcome) = next.read(observation, Fixtures.now), let fault = fault(of: outcome) { return fault }
      return fault(of: otherwise)
    }
  }

  private static func fault(of outcome: SendOutcome) -> String? {
    if let code = outcome.code, code.utf8.count > 100 { return "a code is short" }
    switch outcome {
    case .accepted(let id?): return broken("an id can be kept", unless: id.utf8.count <= 200 && !id.utf8.contains(0))
    case .rejected(let wait?, _): return broken("a wait has bounds", unless: isBounded(wait))
    case .failed(_, _, let detail?): return broken("a detail is short", unless: detail.utf8.count <= 200)
    default: return nil
    }
  }

  private static func isBounded(_ wait: Instant.Span) -> Bool { wait >= .seconds(0) && wait <= .hours(1) }
}
