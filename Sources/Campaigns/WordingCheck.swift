/// Reads an author's text for claims that are no data: invented urgency, literal statistics, emoji.
struct WordingCheck {
  private static let urgency = [
    "only", "last chance", "final notice", "final reminder", "expire", "expires", "expired", "expiring", "hurry",
    "act now", "limited time", "limited places", "running out", "don't miss", "do not miss", "urgent", "too late",
    "lose your progress", "deadline",
  ]

  let allowed: Set<String>

  /// Faults of `text` with their one-based line in it.
  func faults(of text: String) -> [(line: Int, message: String)] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.enumerated().flatMap { index, line in
      let literal = WordingCheck.literal(line)
      let messages =
        numbers(in: literal) + emoji(in: literal) + urgency(in: literal, of: paragraph(around: index, lines))
      return messages.map { (index + 1, $0) }
    }
  }

  /// The line without tags and link targets.
  private static func literal(_ line: String) -> String {
    var literal = ""
    var rest = line[...]
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      literal += rest[..<open.lowerBound] + "\u{FFFC}"
      rest = rest[close.upperBound...]
    }
    literal += rest
    for (start, end) in [("](", ")"), ("<", ">")] {
      while let open = literal.firstRange(of: start), let close = literal[open.upperBound...].firstRange(of: end) {
        literal.removeSubrange(open.lowerBound..<close.upperBound)
      }
    }
    return literal
  }

  private func paragraph(around index: Int, _ lines: [String]) -> String {
    let starts = { (line: String) in
      let text = line.drop(while: \.isWhitespace)
      return text.isEmpty || text.hasPrefix("- ") || TableLines.isRow(text)
    }
    var first = index
    while first > 0, !starts(lines[first]), !lines[first - 1].allSatisfy(\.isWhitespace) { first -= 1 }
    var last = index
    while last + 1 < lines.count, !starts(lines[last + 1]) { last += 1 }
    return lines[first...last].joined(separator: " ")
  }

  /// A claim of urgency needs a value beside it that makes it true.
  private func urgency(in literal: String, of paragraph: @autoclosure () -> String) -> [String] {
    let words = WordingCheck.words(literal)
    let phrases = WordingCheck.urgency.filter { !allowed.contains($0) && words.contains(" \($0) ") }
    if phrases.isEmpty { return [] }
    let hasValue = paragraph().split(separator: "{{").dropFirst().contains { part in
      part.first.map { !"#^/>!".contains($0) } ?? false
    }
    return hasValue
      ? []
      : phrases.map { phrase in
        "'\(phrase)' claims urgency without a value that shows it; name the data or say it differently"
      }
  }

  private func numbers(in literal: String) -> [String] {
    var found: [String] = []
    var rest = literal[...]
    if let marker = rest.firstRange(of: ". "), rest[..<marker.lowerBound].allSatisfy({ $0.isNumber || $0 == " " }) {
      rest = rest[marker.upperBound...]
    }
    while let start = rest.firstIndex(where: { $0.isNumber }) {
      let number = rest[start...].prefix { $0.isNumber || $0 == "," || $0 == "." }
      let digits = number.filter(\.isNumber)
      let after = rest[number.endIndex...].drop(while: \.isWhitespace).lowercased()
      let isShare = ["%", "percent", "per cent", "out of", "in every"].contains { after.hasPrefix($0) }
      if isShare || digits.count > 1, !allowed.contains(digits) { found.append(digits) }
      rest = rest[number.endIndex...]
    }
    return found.map { "the number \($0) is written, not data; use a variable, or list it under allow" }
  }

  private func emoji(in literal: String) -> [String] {
    literal.filter { character in
      character.unicodeScalars.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }
        && !allowed.contains(String(character))
    }.map { "the emoji \($0) is not on the campaign's list; add it under allow or leave it out" }
  }

  /// Lower-case words with one blank around each.
  private static func words(_ text: String) -> String {
    let plain = text.lowercased().replacing("\u{2019}", with: "'")
    return " " + plain.split { !$0.isLetter && !$0.isNumber && $0 != "'" }.joined(separator: " ") + " "
  }
}
