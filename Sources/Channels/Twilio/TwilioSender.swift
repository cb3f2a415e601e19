/// Who a text message comes from: a Messaging Service, a number, a short code or an alphanumeric sender id.
public struct TwilioSender: Sendable, Equatable {
  private let text: String

  /// Reads `TWILIO_FROM_NUMBER`: `MG` and 32 hexadecimal digits, an E.164 number, 3 to 8 digits, or up to 11 letters,
  /// digits and blanks with one letter at least.
  public init(_ text: String) throws(ProviderSettingError) {
    let isShortCode = (3...8).contains(text.utf8.count) && text.utf8.allSatisfy { isAlphanumeric($0) && $0 < 0x3A }
    let isName =
      (1...11).contains(text.utf8.count) && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x20 }
      && text.utf8.contains { $0 > 0x40 }
    guard TwilioSender.isService(text) || PhoneNumber(text) != nil || isShortCode || isName else {
      throw ProviderSettingError(
        setting: "TWILIO_FROM_NUMBER",
        reason: "write an E.164 number such as +14155550123, a Messaging Service MG…, a short code or a sender id")
    }
    self.text = text
  }

  var field: (name: String, value: String) {
    (name: TwilioSender.isService(text) ? "MessagingServiceSid" : "From", value: text)
  }

  static func isService(_ text: String) -> Bool {
    text.hasPrefix("MG") && text.utf8.count == 34
      && text.utf8.dropFirst(2).allSatisfy { isAlphanumeric($0) && ($0 < 0x3A || $0 | 0x20 <= UInt8(ascii: "f")) }
  }
}
