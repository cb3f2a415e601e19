/// Names of languages as BCP 47 has them: `de`, `pt-BR`, `zh-Hant`.
public enum LanguageTag {
  /// Room for every tag (RFC 5646 4.4.1); what a locale has beyond it is not looked at.
  private static let longest = 35
  private static let fromRight: Set<String> = ["ar", "fa", "he", "ps", "sd", "ur", "yi"]

  /// The tag as it is usually written; nil where `text` is none of a language, with a script and a region perhaps.
  public static func canonical(_ text: String) -> String? {
    var parts = text.split(separator: "-", omittingEmptySubsequences: false).map { $0.lowercased() }[...]
    guard let language = parts.popFirst(), language.isOfLetters, (2...3).contains(language.count) else { return nil }
    var tag = language
    if let script = parts.first, script.count == 4, script.isOfLetters {
      tag += "-" + script.prefix(1).uppercased() + script.dropFirst()
      parts.removeFirst()
    }
    guard let region = parts.popFirst() else { return tag }
    let isRegion = region.isOfLetters ? region.count == 2 : region.count == 3 && region.allSatisfy(\.isASCIIDigit)
    return isRegion && parts.isEmpty ? tag + "-" + region.uppercased() : nil
  }

  /// Of `tags` the one that a reader with this locale gets, by the lookup of RFC 4647: `de-AT`, else `de`; nil where none fits.
  ///
  /// Locales are also understood as platforms write them: `pt_BR.UTF-8`.
  public static func best(for locale: String?, among tags: some Collection<String>) -> String? {
    guard !tags.isEmpty, let locale else { return nil }
    let written = locale.drop(while: \.isWhitespace).prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0))
    }
    var wanted = written.prefix(longest).lowercased().replacing("_", with: "-").split(separator: "-")
    while !wanted.isEmpty {
      let range = wanted.joined(separator: "-")
      if let tag = tags.first(where: { $0.lowercased() == range }) { return tag }
      wanted.removeLast()
      if wanted.last?.count == 1 { wanted.removeLast() }
    }
    return nil
  }

  /// Whether the language is read from right to left.
  public static func isFromRight(_ tag: String) -> Bool { fromRight.contains(tag.prefix { $0 != "-" }.lowercased()) }
}

extension String {
  fileprivate var isOfLetters: Bool { !isEmpty && allSatisfy { $0.isASCII && $0.isLetter } }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
