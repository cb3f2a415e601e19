import Channels
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    "maya@learner.example", "a@b.co", "first.last+tag@sub.domain.example", "o'brien@x-y.example", "1@2.example",
    "x_y=z@xn--mnchen-3ya.de", "MAYA@LEARNER.EXAMPLE",
  ])
  func plainAddressesAreAcceptedAsTheyStand(text: String) {
    #expect(EmailAddress(text)?.text == text)
  }

  @Test(arguments: [
    "", "maya", "@learner.example", "maya@", "maya@localhost", "maya@@learner.example", "a@b@c.example",
    "maya @learner.example", " maya@learner.example", "maya@learner.example ", "maya@learner.example\n",
    "maya@learner.example\r\nRCPT TO:<evil@x.example>", "maya@learner.example>\r\nDATA", "<maya@learner.example>",
    "Maya <maya@learner.example>", "maya@learner.example,evil@x.example", "maya@learner.example;x@y.example",
    "\"maya o\"@learner.example", "maya@[192.0.2.1]", "maya@192.0.2.1", ".maya@learner.example",
    "maya.@learner.example",
    "ma..ya@learner.example", "maya@-learner.example", "maya@learner-.example", "maya@learner..example",
    "maya@learner.example.", "maya@lear_ner.example", "mäya@learner.example", "maya@lärner.example",
    "maya\u{0}@learner.example", "maya(comment)@learner.example", "maya@learner.example\u{7F}",
    String(repeating: "a", count: 65) + "@x.example", "a@" + String(repeating: "b", count: 64) + ".example",
    "a@" + String(repeating: "bbbbbbbb.", count: 30) + "example",
  ])
  func everythingElseIsRefused(text: String) {
    #expect(EmailAddress(text) == nil)
  }

  @Test func anAddressKnowsItsDomain() {
    #expect(EmailAddress("maya@learner.example")?.domain == "learner.example")
  }

  @Test(arguments: ["+14155550123", "+919876543210", "+1234567", "+6834000", "+123456789012345"])
  func internationalNumbersAreAccepted(text: String) {
    #expect(PhoneNumber(text)?.text == text)
  }

  @Test(arguments: [
    "", "+", "14155550123", "0014155550123", "+04155550123", "+123456", "+1234567890123456", "+1 415 555 0123",
    "+1-415-555-0123", "+1415555012a", "+14155550123\n", "+١٢٣٤٥٦٧٨٩", "＋14155550123", "whatsapp:+14155550123",
  ])
  func otherNumbersAreRefused(text: String) {
    #expect(PhoneNumber(text) == nil)
  }

  @Test(arguments: [
    ("https://api.sendgrid.com", true), ("https://api.sendgrid.com/", true), ("https://x.example:8443/base", true),
    ("http://127.0.0.1:8025", true), ("http://localhost:1", true), ("http://[::1]:1", true), ("http://127.1.2.3", true),
    ("http://api.sendgrid.com", false), ("http://127.0.0.1.evil.example", false),
    ("http://127.0.0.1@evil.example", false),
    ("http://localhost.evil.example", false), ("https://user:pw@x.example", false), ("https://", false), ("", false),
    ("ftp://x.example", false), ("https://x.example/#a", false), ("https://x .example", false),
    ("https://x.example\r\nHost: y", false), ("//x.example", false), ("http://127.0.0.999", false),
  ])
  func aProvidersAddressIsEncryptedOrOnThisMachine(text: String, isAccepted: Bool) {
    #expect(((try? ProviderURL(text, setting: "X")) != nil) == isAccepted)
  }

  @Test(arguments: [
    ("smtps://mail.example:465", true), ("smtp://mail.example:587", true), ("smtp://127.0.0.1:1025", true),
    ("https://mail.example", false), ("smtp://user@mail.example", false),
  ])
  func aRelaysAddressIsOneOfMail(text: String, isAccepted: Bool) {
    #expect(((try? Samples.smtp(url: text)) != nil) == isAccepted)
  }

  @Test(arguments: [
    "a\r\nBcc: evil@x.example", "a\nb", "a\rb", "a\u{0}", "a\u{7F}", "a\u{85}b", "a\u{2028}b", "a\u{2029}b",
  ])
  func aTextThatWouldForgeAHeaderIsRefusedInEveryPlace(text: String) {
    #expect(throws: MessageError.controlCharacter("subject")) { try Samples.email(subject: text) }
    #expect(throws: MessageError.controlCharacter("sender's name")) { try Samples.email(from: text) }
    #expect(throws: MessageError.controlCharacter("recipient's name")) { try Samples.email(name: text) }
    #expect(throws: MessageError.controlCharacter("category")) { try Samples.email(categories: [text]) }
  }

  @Test(arguments: [
    "http://u.example/x", "https://u.example/a b", "https://u.example/<x>", "https://u.example/\r\nX: y",
    "mailto:x@y.z",
    "https://u.example/\u{e9}", "",
  ])
  func anOptOutLinkThatMailProgramsWouldNotUseIsRefused(link: String) {
    #expect(throws: MessageError.self) { try Samples.email(unsubscribe: link) }
  }

  @Test func emptyAndOverlongPartsAreRefusedByTheirNames() {
    #expect(throws: MessageError.empty("subject")) { try Samples.email(subject: "") }
    #expect(throws: MessageError.empty("plain-text part")) { try Samples.email(text: "") }
    #expect(throws: MessageError.empty("HTML part")) { try Samples.email(html: "") }
    #expect(throws: MessageError.tooLong("subject", limit: 900)) {
      try Samples.email(subject: String(repeating: "x", count: 901))
    }
    #expect(throws: MessageError.empty("text message")) { try Samples.text(body: " \u{202E}\n") }
    #expect(throws: MessageError.tooLong("text message", limit: 1600)) {
      try Samples.text(body: String(repeating: "x", count: 1601))
    }
  }

  @Test func controlsAndDirectionOverridesAreTakenOutOfATextMessage() throws {
    #expect(try Samples.text(body: "a\u{202E}b\u{2066}c\u{0}d\re\nf").body == "abcde\nf")
  }
}
