/// Letters outside the GSM alphabet written with letters inside it, where a campaign allows that.
enum SMSTransliteration {
  /// The text in the GSM alphabet where its Latin letters have a nearest one there and nothing but emoji has to go,
  /// otherwise unchanged: a text of which one letter stays outside costs as much as one of many.
  static func simplified(_ text: String) -> String {
    if GSM7.holds(text) { return text }
    let plain = text.unicodeScalars.reduce(into: "") { $0 += nearest($1) }
    let simple = SMSPunctuation.simplified(plain.replacing("  ", with: " ").tidied)
    return GSM7.holds(simple) ? simple : text
  }

  private static func nearest(_ scalar: Unicode.Scalar) -> String {
    if GSM7.septets(scalar) != nil { return String(scalar) }
    if let letters = letters[scalar] { return letters }
    let properties = scalar.properties
    if properties.isEmoji || properties.isVariationSelector || properties.isJoinControl
      || properties.generalCategory == .nonspacingMark || properties.isEmojiModifier
    {
      return ""
    }
    return latin(properties.name) ?? String(scalar)
  }

  /// The letter in a name such as `LATIN SMALL LETTER S WITH CEDILLA`.
  private static func latin(_ name: String?) -> String? {
    let words = (name ?? "").split(separator: " ")
    guard words.count >= 4, words[0] == "LATIN", words[2] == "LETTER", words[3].count == 1 else { return nil }
    return words[1] == "SMALL" ? words[3].lowercased() : String(words[3])
  }

  /// Letters whose names do not say which is nearest.
  private static let letters: [Unicode.Scalar: String] = [
    "ı": "i", "œ": "oe", "Œ": "OE", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ĳ": "ij", "Ĳ": "IJ", "ŋ": "ng",
    "Ŋ": "NG",
    "ẞ": "SS", "ə": "e", "Ə": "E", "©": "(c)", "®": "(R)", "™": "TM",
  ]
}
