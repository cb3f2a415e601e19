/// Typographic punctuation that has a plain equivalent in the GSM alphabet.
enum SMSPunctuation {
  private static let plain: [Unicode.Scalar: String] = [
    "\u{2018}": "'", "\u{2019}": "'", "\u{201A}": "'", "\u{201B}": "'", "\u{2032}": "'", "\u{00B4}": "'", "`": "'",
    "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"", "\u{201F}": "\"", "\u{2033}": "\"", "\u{00AB}": "\"",
    "\u{00BB}": "\"", "\u{2010}": "-", "\u{2011}": "-", "\u{2012}": "-", "\u{2013}": "-", "\u{2014}": "-",
    "\u{2212}": "-", "\u{2022}": "-", "\u{00B7}": "-", "\u{2026}": "...", "\u{00A0}": " ", "\u{2009}": " ",
    "\u{202F}": " ", "\u{200B}": "", "\u{2060}": "", "\t": " ",
  ]

  /// The text with plain punctuation where that makes it fit the GSM alphabet, otherwise unchanged.
  static func simplified(_ text: String) -> String {
    if GSM7.holds(text) { return text }
    let simple = text.unicodeScalars.reduce(into: "") { result, scalar in
      if let plain = plain[scalar] { result += plain } else { result.unicodeScalars.append(scalar) }
    }
    return GSM7.holds(simple) ? simple : text
  }
}
