import Channels
import Testing
import Transport

@Suite(.enabled(if: OpenAPIPeer.python != nil, Comment(rawValue: OpenAPIPeer.reason)))
struct OpenAPITests {
  @Test func emailsFitSendGridsOwnDescriptionOfItsInterface() throws {
    let peer = try OpenAPIPeer("sendgrid_mail_v3.json")
    let provider = try Samples.sendGrid(port: peer.port)
    let emails = [
      try Samples.email(), try Samples.email(name: nil, from: nil, unsubscribe: nil, categories: []),
      try Samples.email(name: "Zoë \"Z\", the ✨", subject: "Ça va? 🎓", text: "“Grüße”\n\t\u{7}"),
      try Samples.email(categories: (0..<10).map { "category-\($0)" }),
      try Samples.email(calendar: CalendarPart(method: .request, bytes: Array("BEGIN:VCALENDAR\r\n".utf8))),
    ]
    for observation in try send(emails.map { provider.request(for: $0, now: Samples.now) }) {
      #expect(
        provider.outcome(of: observation, now: Samples.now) == .accepted(providerMessageID: "spec-peer-01"),
        "\(answer(observation))")
    }
  }

  @Test(arguments: ["+15005550006", "MG" + String(repeating: "b", count: 32), "12345", "ACME LMS"])
  func textsFitTwiliosOwnDescriptionOfItsInterface(sender: String) throws {
    let peer = try OpenAPIPeer("twilio_api_v2010.json")
    let provider = try Samples.twilio(baseURL: "http://127.0.0.1:\(peer.port)", sender: sender)
    let texts = [try Samples.text(), try Samples.text(body: "¡Hola, Zoë! 50% & más = “+” 🎓\nhttps://x.example/?a=b&c")]
    for observation in try send(texts.map { provider.request(for: $0) }) {
      guard case .accepted(let id) = provider.outcome(of: observation, now: Samples.now) else {
        Issue.record("\(answer(observation))")
        continue
      }
      #expect(id?.hasPrefix("SM") == true)
    }
  }

  @Test func templatesAndTextsFitTwiliosOwnDescriptionOfItsInterface() throws {
    let peer = try OpenAPIPeer("twilio_api_v2010.json")
    let provider = try Samples.twilioWhatsApp(baseURL: "http://127.0.0.1:\(peer.port)")
    let messages = [try Samples.whatsApp(), try Samples.whatsApp(.text("Hello *Maya*"))]
    for observation in try send(messages.map { provider.request(for: $0) }) {
      guard case .accepted(let id) = provider.outcome(of: observation, now: Samples.now) else {
        Issue.record("\(answer(observation))")
        continue
      }
      #expect(id?.hasPrefix("SM") == true)
    }
  }

  /// Meta's file has buttons from index 2 on only, against its own examples: they are left to a comparison by hand.
  @Test func templatesAndTextsFitMetasOwnDescriptionOfItsInterface() throws {
    let peer = try OpenAPIPeer("meta_business_messaging_v23.yaml")
    let provider = try Samples.meta(["META_BASE_URL": "http://127.0.0.1:\(peer.port)"])
    let headers: [WhatsAppMessage.Header?] = [
      nil, .text("News"), .media(.image, url: "https://cdn.example/1.png", suffix: "1.png"),
      .media(.document, url: "https://cdn.example/1.pdf", suffix: "1.pdf"),
      .media(.video, url: "https://cdn.example/1.mp4", suffix: "1.mp4"),
    ]
    let templates = headers.map { header in
      WhatsAppMessage.Content.template(
        WhatsAppMessage.Template(name: "points", language: "pt_BR", values: ["Maya", "Zoë"], header: header))
    }
    let messages = try (templates + [.text("Hello *Maya*")]).map { try Samples.whatsApp($0) }
    for observation in try send(messages.map { provider.request(for: $0) }) {
      guard case .accepted = provider.outcome(of: observation, now: Samples.now) else {
        Issue.record("\(answer(observation))")
        continue
      }
    }
  }

  /// Holds REQ-2-37, REQ-2-38.
  @Test func openingsAndMessagesFitDiscordsOwnDescriptionOfItsInterface() throws {
    let peer = try OpenAPIPeer("discord_v10.json")
    let provider = try Samples.discord(["DISCORD_BASE_URL": "http://127.0.0.1:\(peer.port)"])
    let messages = [
      try Samples.discord(), try Samples.discord(to: "#381870553235193857"),
      try Samples.discord(room: "319674150115610528", mentions: [.users, .roles, .everyone], isQuiet: true),
      try Samples.discord(to: "#381870553235193857", content: String(repeating: "é", count: 2000)),
    ]
    for observation in try send(messages.map { provider.exchange(for: $0, now: Samples.now).request }) {
      guard case .answered(let answer) = observation, answer.status == 200 else {
        Issue.record("\(answer(observation))")
        continue
      }
    }
  }

  private func answer(_ observation: Observation) -> String {
    guard case .answered(let answer) = observation else { return "\(observation)" }
    return String(decoding: answer.body, as: UTF8.self)
  }
}
