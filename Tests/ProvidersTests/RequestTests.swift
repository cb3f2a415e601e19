import Channels
import Domain
import Foundation
import JSON
import TestKit
import Testing

@Suite struct RequestTests {
  private func http(_ request: ProviderRequest) throws -> HTTPCall {
    guard case .http(let call) = request else { throw Samples.BadSample() }
    return call
  }

  @Test func anEmailToSendGridCarriesWhatItEchoesTheOptOutPairAndNoTracking() throws {
    let call = try http(Samples.sendGrid(key: "SG.key").request(for: try Samples.email(), now: Samples.now))
    #expect(call.url.text == "https://api.sendgrid.com/v3/mail/send")
    #expect(call.headers.contains(.init("Authorization", "Bearer SG.key")))
    let body = try JSON.parse(call.body)
    let person = try #require(body["personalizations"]?.array?.first)
    #expect(person["custom_args"] == ["delivery_id": "123456789", "environment": "production"])
    #expect(person["to"] == [["email": "maya@learner.example", "name": "Maya O"]])
    #expect(
      person["headers"] == [
        "List-Unsubscribe": "<https://u.example.com/unsubscribe/v1.k1.AA.BB>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      ])
    #expect(body["content"]?.array?.map { $0[text: "type"] } == ["text/plain", "text/html"])
    #expect(body["tracking_settings"]?["click_tracking"]?["enable"] == false)
    #expect(body["tracking_settings"]?["open_tracking"]?["enable"] == false)
    #expect(body["reply_to"] == ["email": "help@example.com"])
    #expect(body["categories"] == ["course-completion"])
  }

  @Test func aTextToTwilioSaysWhoWhatAndWhereItsCallbacksGo() throws {
    let provider = try Samples.twilio(baseURL: "https://api.twilio.com")
    let call = try http(provider.request(for: try Samples.text(body: "50% & “more” + 1=1")))
    #expect(call.url.text.hasSuffix("/Accounts/AC\(String(repeating: "a", count: 32))/Messages.json"))
    var components = URLComponents()
    components.percentEncodedQuery = String(decoding: call.body, as: UTF8.self)
    let fields = Dictionary(uniqueKeysWithValues: (components.queryItems ?? []).map { ($0.name, $0.value ?? "") })
    #expect(
      fields == [
        "To": "+14155550123", "From": "+15005550006", "Body": "50% & “more” + 1=1", "ValidityPeriod": "7200",
        "StatusCallback": "https://hooks.example.com/webhooks/twilio?delivery=42&environment=staging-1",
      ])
    let expected =
      "Basic "
      + Data("AC\(String(repeating: "a", count: 32)):f0e1d2c3b4a5968778695a4b3c2d1e0f".utf8)
      .base64EncodedString()
    #expect(call.headers.first == .init("Authorization", expected))
  }

  @Test(arguments: [
    ("", "SENDGRID_API_KEY"), ("SG key", "SENDGRID_API_KEY"), ("SG\r\nX: y", "SENDGRID_API_KEY"),
  ])
  func aSettingThatCannotBeUsedIsRefusedByNameAndNotShown(key: String, setting: String) {
    let error = #expect(throws: ProviderSettingError.self) { try Samples.sendGrid(key: key) }
    #expect(error?.setting == setting)
    #expect(key.isEmpty || error?.description.contains(key) == false)
  }

  @Test(arguments: ["", "MG123456789012", "hello world!", "+0123", "ACME-LMS", "123456789", "TwelveLetters"])
  func aSenderThatTwilioHasNotIsRefused(text: String) {
    #expect(throws: ProviderSettingError.self) { try TwilioSender(text) }
  }

  @Test(arguments: ["", "with blank", "ümlaut", "a&b", String(repeating: "a", count: 33)])
  func anEnvironmentsNameIsPlain(name: String) {
    #expect(throws: MessageError.self) { try Correlation(deliveryID: 1, environment: name) }
  }
}

@Suite(.enabled(if: HostileServer.isAvailable, Comment(rawValue: HostileServer.reason)))
struct MIMEMessageTests {
  private static let samples: [(subject: String, name: String, from: String, text: String, html: String)] = [
    ("Your course is waiting", "Maya O", "Acme Academy", "Hello.\nBye.", "<p>Hello.</p>"),
    (
      "Ça va, Zoë? 🎓 " + String(repeating: "Überlänge ", count: 12), "Zoë Ångström", "Académie “Été”",
      "Grüße\r\n.\r\n..x\r\n", "<p>✓ =3D &amp; =\n</p>"
    ),
    (
      "=?UTF-8?Q?not_encoded?=", "\"Quoted\" \\ Name, Jr.", "A. B. (Acme) <x>", "trailing blank \nFrom here\n\ttab\t",
      String(repeating: "long ", count: 400)
    ),
    (
      String(repeating: "plain words ", count: 20).trimmingCharacters(in: .whitespaces), "X", "Y",
      String(repeating: "é", count: 300), String(repeating: "🎓", count: 100)
    ),
    (" leading and trailing ", " n ", "s", ".", "\n"),
  ]

  private func bytes(_ index: Int) throws -> [UInt8] {
    let sample = MIMEMessageTests.samples[index]
    let email = try Samples.email(
      name: sample.name, from: sample.from, subject: sample.subject, text: sample.text, html: sample.html)
    guard case .smtp(let call) = try Samples.smtp().request(for: email, now: Samples.now) else {
      return []
    }
    return call.message
  }

  @Test(arguments: samples.indices)
  func aMessageIsASCIIInShortLinesThatEndInCRLF(index: Int) throws {
    let message = try bytes(index)
    #expect(message.allSatisfy { $0 < 0x80 && $0 != 0 })
    let text = String(decoding: message, as: UTF8.self)
    for line in text.components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 78)
      #expect(!line.utf8.contains(0x0A) && !line.utf8.contains(0x0D))
    }
    #expect(text.hasSuffix("--\r\n"))
  }

  @Test(arguments: ["नमस्ते प्रिया ", "👩🏽‍⚕️👨‍👩‍👧‍👦 ", "Z\u{308}\u{323}oe\u{308} ", "각\u{1102}\u{1161} "])
  func noLetterIsDividedBetweenTwoEncodedWords(text: String) throws {
    for shift in 0..<40 {
      let subject = String(repeating: "x", count: shift) + "é" + String(repeating: text, count: 10) + "."
      let email = try Samples.email(name: "n", from: "f", subject: subject, text: "t", html: "h")
      guard case .smtp(let call) = try Samples.smtp().request(for: email, now: Samples.now) else { return }
      let words = String(decoding: call.message, as: UTF8.self).components(separatedBy: "=?UTF-8?B?").dropFirst()
      let parts = try words.map { word in
        try #require(
          Data(base64Encoded: String(word.prefix { $0 != "?" })).flatMap { String(data: $0, encoding: .utf8) })
      }
      #expect(parts.joined() == subject)
      #expect(parts.reduce(0) { $0 + $1.count } == subject.count, "each word holds whole letters")
    }
  }

  /// Read by Python's email package.
  @Test(arguments: samples.indices)
  func anotherMailLibraryReadsWhatWasWritten(index: Int) throws {
    let sample = MIMEMessageTests.samples[index]
    let reader = try PythonProcess(
      """
      import base64, email, email.policy, json, sys
      m = email.message_from_bytes(base64.b64decode(sys.argv[1]), policy=email.policy.default)
      parts = list(m.iter_parts())
      print(json.dumps(dict(defects=[str(d) for d in m.defects], subject=m["subject"], to=m["to"].addresses[0].addr_spec,
        name=m["to"].addresses[0].display_name, fromName=m["from"].addresses[0].display_name, date=m["date"].datetime.isoformat(),
        id=m["message-id"], type=m.get_content_type(), types=[p.get_content_type() for p in parts],
        text=parts[0].get_content(), html=parts[1].get_content(), unsubscribe=m["list-unsubscribe"],
        post=m["list-unsubscribe-post"], auto=m["auto-submitted"], reply=m["reply-to"], names=m.keys())))
      """, [Data(try bytes(index)).base64EncodedString()])
    let read = try JSON.parse(try #require(reader.line()))
    #expect(read["defects"] == [])
    #expect(read[text: "subject"] == sample.subject)
    #expect(read[text: "to"] == "maya@learner.example")
    #expect(read[text: "name"] == sample.name)
    #expect(read[text: "fromName"] == sample.from)
    #expect(read[text: "date"] == "2026-01-01T00:00:00+00:00")
    #expect(read[text: "id"] == "<123456789.production@example.com>")
    #expect(read[text: "type"] == "multipart/alternative")
    #expect(read["types"] == ["text/plain", "text/html"])
    #expect(lines(read[text: "text"]) == lines(sample.text))
    #expect(lines(read[text: "html"]) == lines(sample.html))
    #expect(read[text: "unsubscribe"] == "<https://u.example.com/unsubscribe/v1.k1.AA.BB>")
    #expect(read[text: "post"] == "List-Unsubscribe=One-Click")
    #expect(read[text: "auto"] == "auto-generated")
    #expect(read[text: "reply"] == "help@example.com")
    let names = (read["names"]?.array ?? []).compactMap(\.string)
    #expect(Set(names).count == names.count)
  }

  private func lines(_ text: String) -> String { text.replacingOccurrences(of: "\r\n", with: "\n") }
}
