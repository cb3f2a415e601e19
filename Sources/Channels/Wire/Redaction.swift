/// Makes a provider's text fit for a log: no addresses, no numbers that could be somebody's, no controls.
enum Redaction {
  /// At most 200 bytes of `text`; words with an `@` or seven digits or more become `…`.
  static func redact(_ text: String) -> String {
    let words = text.unicodeScalars.split {
      $0.value <= 0x20 || $0.value == 0x7F || "<>()[]{}\"',;".unicodeScalars.contains($0)
    }
    .map { isPersonal($0) ? "…" : String($0) }
    var short = ""
    for word in words {
      guard short.utf8.count + word.utf8.count < 200 else { break }
      short += short.isEmpty ? word : " " + word
    }
    return short
  }

  private static func isPersonal(_ word: Substring.UnicodeScalarView) -> Bool {
    word.contains("@") || word.contains("%") || word.count { ("0"..."9").contains($0) } >= 7
  }
}
