/// The number behind a WhatsApp id.
///
/// WhatsApp knows mobile numbers of Mexico with a 1 that they no longer have and older ones of Brazil without the 9 that
/// they have since 2016: as they are dialled they are found among the learners.
enum WhatsAppNumber {
  /// The number in E.164; nil where the id is none, as the ids that hide a number.
  static func e164(_ id: some StringProtocol) -> String? {
    let digits = Array(id.hasPrefix("+") ? id.utf8.dropFirst() : id.utf8[...])
    guard (7...15).contains(digits.count), digits[0] != UInt8(ascii: "0"),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    let text = String(decoding: digits, as: UTF8.self)
    if text.hasPrefix("521"), digits.count == 13 { return "+52" + text.dropFirst(3) }
    if text.hasPrefix("55"), digits.count == 12, digits[4] >= UInt8(ascii: "6") {
      return "+" + text.prefix(4) + "9" + text.dropFirst(4)
    }
    return "+" + text
  }
}
