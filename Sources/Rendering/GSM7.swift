/// The default alphabet of short messages with its extension table (3GPP TS 23.038 §6.2.1).
enum GSM7 {
  private static let basic = Set(
    ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
      + "¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)
  private static let extended = Set("\u{0C}^{}\\[~]|€".unicodeScalars)

  /// Septets that the character takes: 1, 2 with the escape character before it, nil where the alphabet lacks it.
  static func septets(_ scalar: Unicode.Scalar) -> Int? {
    if basic.contains(scalar) { return 1 }
    return extended.contains(scalar) ? 2 : nil
  }

  /// Whether every character of the text is in the alphabet.
  static func holds(_ text: String) -> Bool { text.unicodeScalars.allSatisfy { septets($0) != nil } }
}
