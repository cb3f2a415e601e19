extension StringProtocol {
  /// Whether the ledger can keep it as a provider's name for a message: PostgreSQL has no NUL, and its indexes no long text.
  var isKeepable: Bool { utf8.count <= 200 && !utf8.contains(0) }

  /// The text with a blank in the place of each control character, at most `most` characters as PostgreSQL counts them.
  func withoutControls(upTo most: Int) -> String {
    let characters = prefix(most).map { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 } ? $0 : " " }
    return String(String.UnicodeScalarView(String(characters).unicodeScalars.prefix(most)))
  }

  /// Its first characters, as many as have room in `most` bytes.
  func cut(toBytes most: Int) -> String {
    if utf8.count <= most { return String(self) }
    var short = ""
    for character in self {
      if short.utf8.count + character.utf8.count > most { break }
      short.append(character)
    }
    return short
  }
}
