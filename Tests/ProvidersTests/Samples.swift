import Channels
import Domain

/// Messages and providers that tests send.
enum Samples {
  static let now = Instant(seconds: 1_767_225_600)

  static func email(
    to: String = "maya@learner.example", name: String? = "Maya O", from: String? = "Acme Academy",
    subject: String = "Your course is waiting", text: String = "Hello Maya.\nSee you soon.",
    html: String = "<p>Hello Maya.</p>", unsubscribe: String? = "https://u.example.com/unsubscribe/v1.k1.AA.BB",
    categories: [String] = ["course-completion"], calendar: CalendarPart? = nil
  ) throws -> EmailMessage {
    try EmailMessage(
      correlation: Correlation(deliveryID: 123_456_789, environment: "production"),
      from: Mailbox(address("no-reply@example.com"), name: from), to: Mailbox(address(to), name: name),
      replyTo: address("help@example.com"), subject: subject, text: text, html: html, unsubscribeURL: unsubscribe,
      categories: categories, calendar: calendar)
  }

  static func text(body: String = "Hello Maya, your course waits: https://u.example.com/c/0123456789") throws
    -> TextMessage
  {
    guard let number = PhoneNumber("+14155550123") else { throw BadSample() }
    return try TextMessage(
      correlation: Correlation(deliveryID: 42, environment: "staging-1"), to: number, body: body, usefulFor: .hours(2))
  }

  static func address(_ text: String) throws -> EmailAddress {
    guard let address = EmailAddress(text) else { throw BadSample() }
    return address
  }

  static func sendGrid(port: Int) throws -> SendGrid {
    try sendGrid(url: "http://127.0.0.1:\(port)")
  }

  static func sendGrid(key: String = "SG.test-key", url: String? = nil) throws -> SendGrid {
    try SendGrid(Settings(["SENDGRID_API_KEY": key, "SENDGRID_BASE_URL": url ?? ""]))
  }

  static func smtp(url: String = "smtps://mail.example", user: String? = nil) throws -> SMTP {
    try SMTP(Settings(["SMTP_URL": url, "SMTP_USERNAME": user ?? "", "SMTP_PASSWORD": "secret"]))
  }

  static func twilio(baseURL: String, sender: String = "+15005550006") throws -> Twilio {
    try Twilio(
      Settings([
        "TWILIO_ACCOUNT_SID": "AC" + String(repeating: "a", count: 32),
        "TWILIO_AUTH_TOKEN": "f0e1d2c3b4a5968778695a4b3c2d1e0f", "TWILIO_FROM_NUMBER": sender,
        "TWILIO_BASE_URL": baseURL, "REKINDLE_WEBHOOK_URL": "https://hooks.example.com/webhooks",
      ]))
  }

  /// What AWS tells a process, and what `changes` makes of it.
  static func aws(_ changes: [String: String] = [:]) -> Settings {
    let own = ["AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_REGION": "eu-central-1"]
    return Settings(own.merging(changes) { $1 })
  }

  static func whatsApp(_ content: WhatsAppMessage.Content? = nil) throws -> WhatsAppMessage {
    guard let number = PhoneNumber("+14155550123") else { throw BadSample() }
    let template = WhatsAppMessage.Template(
      name: "points", language: "en", providerID: "HX" + String(repeating: "c", count: 32),
      values: ["Maya", "Care & cure"],
      header: .media(.image, url: "https://cdn.example/c/1.png", suffix: "1.png"), buttonSuffix: "code1",
      replies: ["not_now"])
    return try WhatsAppMessage(
      correlation: Correlation(deliveryID: 42, environment: "staging-1"), to: number,
      content: content ?? .template(template), usefulFor: .hours(2))
  }

  static func meta(_ changes: [String: String] = [:]) throws -> Meta {
    let settings = ["META_ACCESS_TOKEN": "token", "META_PHONE_NUMBER_ID": "106540352242922"]
    return try Meta(Settings(settings.merging(changes) { $1 }))
  }

  static func discord(
    to address: String = "80351110224678912", room: String? = nil, content: String = "Hello **Maya**",
    mentions: [DiscordMessage.Mention] = [], isQuiet: Bool = false
  ) throws -> DiscordMessage {
    guard let to = DiscordAddress(address) else { throw BadSample() }
    return try DiscordMessage(
      correlation: Correlation(deliveryID: 42, environment: "staging-1"), to: to, room: room.flatMap(Snowflake.init),
      content: content, mentions: mentions, hidesPreviews: isQuiet, isSilent: isQuiet)
  }

  static func discord(_ changes: [String: String] = [:]) throws -> Discord {
    try Discord(Settings(["DISCORD_BOT_TOKEN": "token"].merging(changes) { $1 }))
  }

  static func interakt() throws -> Interakt { try Interakt(Settings(["INTERAKT_API_KEY": "a2V5Og=="])) }

  static func twilioWhatsApp(baseURL: String = "", sender: String = "+14155238886") throws -> TwilioWhatsApp {
    try TwilioWhatsApp(
      Settings([
        "TWILIO_ACCOUNT_SID": "AC" + String(repeating: "a", count: 32), "TWILIO_AUTH_TOKEN": "secret",
        "TWILIO_WHATSAPP_FROM": sender, "TWILIO_BASE_URL": baseURL,
        "REKINDLE_WEBHOOK_URL": "https://hooks.example.com/webhooks",
      ]))
  }

  struct BadSample: Error {}
}
