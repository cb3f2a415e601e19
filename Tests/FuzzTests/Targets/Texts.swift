import Channels
import Domain
import Encoding
import Signing

@testable import Callbacks
@testable import Channels
@testable import HostEvents
@testable import Rendering

extension FuzzTargets {
  /// Short texts with a form.
  static let texts: [FuzzTarget] = [
    FuzzTarget("instant", longest: 64) { input in
      let text = input.text
      _ = XAPIForm.duration(text)
      for instant in [Instant(rfc3339: text), XAPIForm.time(text), HTTPDate.instant(text)].compactMap(\.self) {
        let written = instant.rfc3339
        if Instant(rfc3339: written) != instant { return "\(written) is not read as it was written" }
        if written.utf8.count > 27 { return "\(written) is no date of four digits" }
      }
      return RetryAfter.wait(text, now: Instant(seconds: 1_800_000_000)).flatMap {
        broken("a wait has bounds", unless: $0 >= .seconds(0) && $0 <= .hours(1))
      }
    },
    FuzzTarget("language", longest: 256) { input in
      let text = input.text
      if let tag = LanguageTag.canonical(text) {
        if LanguageTag.canonical(tag) != tag { return "\(tag) is not canonical" }
        if LanguageTag.best(for: tag, among: [tag]) != tag { return "\(tag) does not find itself" }
      }
      let best = LanguageTag.best(for: text, among: ["en", "de", "pt-BR"])
      return broken("the best is one of them", unless: best.map(["en", "de", "pt-BR"].contains) ?? true)
    },
    FuzzTarget("addresses", longest: 300) { input in
      let text = input.text
      if let phone = PhoneNumber(text), phone.text != text { return "a phone number is kept as it is" }
      if let number = WhatsAppNumber.e164(text), PhoneNumber(number) == nil { return "\(number) is no number of E.164" }
      if let mail = EmailAddress(text), "\(mail.domain)".isEmpty || mail.text != text {
        return "a mailbox has a domain"
      }
      if let id = Snowflake(text), UInt64(id.text) == nil { return "a snowflake is a number" }
      _ = DiscordAddress(text)
      if let correlation = Correlation(text: text), Correlation(text: correlation.text) != correlation {
        return "a correlation is read as it was written"
      }
      return nil
    },
    FuzzTarget("reply-words") { input in
      let reply = InboundReply(
        id: "1", from: "+15550100", channel: .sms, text: input.text, at: Instant(seconds: 0), isAnswered: false,
        press: ButtonPress(payload: input.text, answered: nil, at: nil))
      if !reply.isBounded { return "a reply is bounded" }
      return broken("phrases are words", unless: reply.phrases.allSatisfy { !$0.isEmpty })
    },
    FuzzTarget("encodings") { input in
      let text = input.text
      for alphabet in [Base64.standard, .url] {
        if let bytes = alphabet.decode(text), alphabet.encode(bytes) != text { return "base64 has one spelling" }
        if alphabet.decode(alphabet.encode(input)) != input { return "base64 is read as it was written" }
      }
      if let fields = FormEncoding.decode(input) {
        guard let again = FormEncoding.decode(FormEncoding.encode(fields)) else { return "a form is a form" }
        let isSame = fields.elementsEqual(again) {
          $0.name.utf8.elementsEqual($1.name.utf8) && $0.value.utf8.elementsEqual($1.value.utf8)
        }
        if !isSame { return "a form is read as it was written" }
      }
      _ = FormEncoding.decodeLeniently(input)
      if let again = PercentEncoding.decode(PercentEncoding.encode(text).utf8), !again.utf8.elementsEqual(text.utf8) {
        return "a text is read as it was percent-encoded"
      }
      return nil
    },
    FuzzTarget("link-target") { input in
      guard let target = try? LinkTarget(input.text) else { return nil }
      if target.url.utf8.count > LinkTarget.maximumLength { return "an address has a longest length" }
      if !target.url.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) { return "an address is printable ASCII" }
      return broken("an address has one spelling", unless: (try? LinkTarget(target.url)) == target)
    },
    FuzzTarget("tokens", longest: 256) { input in
      let (keys, now, text) = (Fixtures.keys, Fixtures.now, input.text)
      if let token = try? UnsubscribeToken(verifying: text, keys: keys, now: now), token.signed(with: keys) != text {
        return "a token to unsubscribe has one spelling"
      }
      for page in [DeliveryToken.Page.welcome, .data] {
        if let token = try? DeliveryToken(page, verifying: text, keys: keys), token.signed(with: keys) != text {
          return "a token of a page has one spelling"
        }
      }
      if let token = try? NoticeToken(verifying: text, keys: keys, now: now), token.signed(with: keys) != text {
        return "a token of notices has one spelling"
      }
      if let code = LinkCode(text), code.text.utf8.count != 10 { return "a link's code has ten characters" }
      if let key = APIKey(text), key.text != text { return "a key is kept as it is" }
      _ = try? KeyRing(parsing: text)
      return nil
    },
  ]
}

extension InboundReply {
  /// Whether it can be kept: PostgreSQL takes no NUL, and nobody writes more.
  var isBounded: Bool {
    let texts = [text, press?.payload ?? ""]
    return text.unicodeScalars.count <= 1600 && (press?.payload ?? "").unicodeScalars.count <= 200
      && id.utf8.count <= 200 && !id.utf8.contains(0) && !from.utf8.contains(0)
      && texts.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } }
  }
}
