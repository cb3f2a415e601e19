import JSON

/// Writes a text of a file of copy as a campaign's messages are written: its names as Mustache, its lines as Markdown.
///
/// A list stands on a line of its own and becomes bullets; an address becomes a link; a paragraph with a value that not
/// everybody has is shown to those who have it.
struct CopyWriter {
  /// What the messages of the campaign know, of each of its samples.
  let samples: [JSON]

  /// A text of one line, such as a subject.
  func line(_ text: CopyText) -> String {
    text.text.split(whereSeparator: \.isNewline).map { values(String($0)) }.joined(separator: " ")
  }

  /// A text of paragraphs.
  func body(_ text: CopyText) -> String {
    let paragraphs = paragraphs(text.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    return paragraphs.map(paragraph).joined(separator: "\n\n") + "\n"
  }

  /// The names of a text that are lists, and stand inside of a line.
  func listsInLines(_ text: CopyText) -> [String] {
    text.text.split(whereSeparator: \.isNewline).filter { !isListAlone($0) }.flatMap { line in
      names(in: String(line)).filter(isList)
    }
  }

  /// The names without which nothing is left of a text of paragraphs; none where every learner reads something.
  func namesOfEmptyText(_ text: CopyText) -> [String] {
    let paragraphs = paragraphs(text.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    let needed = paragraphs.map { $0.flatMap { names(in: $0) }.filter { isOptional($0) || isList($0) } }
    return needed.contains { $0.isEmpty } ? [] : Array(Set(needed.joined())).sorted()
  }

  /// Whether a line is a list and nothing else.
  func isListAlone(_ line: Substring) -> Bool { list(line) != nil }

  private func names(in line: String) -> [String] { line.matches(of: CopyText.placeholder).map { String($0.output.1) } }

  private func paragraphs(_ lines: [String]) -> [[String]] {
    var paragraphs: [[String]] = [[]]
    for line in lines {
      if line.allSatisfy(\.isWhitespace) {
        paragraphs.append([])
      } else if list(Substring(line)) != nil {
        paragraphs += [[line], []]
      } else {
        paragraphs[paragraphs.count - 1].append(line)
      }
    }
    return paragraphs.filter { !$0.isEmpty }
  }

  private func paragraph(_ lines: [String]) -> String {
    if let name = lines.first.flatMap({ list(Substring($0)) }) { return "{{#\(name)}}\n- {{.}}\n{{/\(name)}}" }
    var text = ""
    for (index, line) in lines.enumerated() {
      text += links(line.trimmed)
      guard index + 1 < lines.count else { break }
      text += CopyWriter.isItem(line) || CopyWriter.isItem(lines[index + 1]) ? "\n" : "\\\n"
    }
    var optional: [String] = []
    for name in lines.flatMap({ names(in: $0) }) where !optional.contains(name) && isOptional(name) {
      optional.append(name)
    }
    return optional.reduce(text) { "{{#\($1)}}\n\($0)\n{{/\($1)}}" }
  }

  /// The list that is all of the line.
  private func list(_ line: Substring) -> String? {
    let bare = String(line).trimmed
    let item = bare.hasPrefix("- ") ? String(bare.dropFirst(2)) : bare
    guard let match = item.wholeMatch(of: CopyText.placeholder) else { return nil }
    return isList(String(match.output.1)) ? String(match.output.1) : nil
  }

  private func values(_ text: String) -> String { text.replacing(CopyText.placeholder) { "{{\($0.output.1)}}" } }

  /// The line with its names, of which addresses are links.
  private func links(_ line: String) -> String {
    var out = ""
    var rest = line[...]
    while let match = rest.firstMatch(of: CopyText.placeholder) {
      let name = String(match.output.1)
      out += rest[..<match.range.lowerBound]
      let isTarget = out.hasSuffix("](") || out.hasSuffix("<")
      out += isAddress(name) && !isTarget ? "[\(CopyWriter.words(name))]({{\(name)}})" : "{{\(name)}}"
      rest = rest[match.range.upperBound...]
    }
    return out + rest
  }

  private func isList(_ name: String) -> Bool { samples.contains { $0[name]?.array != nil } }

  private func isAddress(_ name: String) -> Bool {
    samples.contains { $0[name]?.string?.hasPrefix("https://") == true }
  }

  private func isOptional(_ name: String) -> Bool {
    samples.contains { $0[name] == .null } && !isList(name)
  }

  private static func isItem(_ line: String) -> Bool {
    line.trimmed.firstMatch(of: /^([-*]|\d+\.)\s/) != nil
  }

  /// `discord_channel_url` in words.
  private static func words(_ name: String) -> String {
    (name.hasSuffix("_url") ? String(name.dropLast(4)) : name).replacing("_", with: " ")
  }
}
