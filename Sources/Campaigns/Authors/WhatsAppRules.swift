import Domain
import Rendering

/// What WhatsApp refuses in a template, whatever it says (docs/providers/whatsapp.md).
struct WhatsAppRules {
  let file: MessageFile
  let report: Report

  static func isTemplateName(_ text: String) -> Bool {
    (1...WhatsAppLimits.templateName).contains(text.utf8.count) && text.utf8.allSatisfy(isNameByte)
  }

  static func isPayload(_ text: String) -> Bool {
    (1...WhatsAppLimits.payload).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        isNameByte($0) || $0 == UInt8(ascii: "-") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0)
      }
  }

  /// `en`, `fil` or `pt_BR`, also where a hyphen stands for the underscore; nil for anything else.
  static func language(_ text: String) -> String? {
    let parts = text.split(separator: text.contains("-") ? "-" : "_", omittingEmptySubsequences: false)
    let isLanguage =
      parts.first.map { (2...3).contains($0.count) && $0.allSatisfy { ("a"..."z").contains($0) } } ?? false
    let isRegion = parts.dropFirst().allSatisfy { $0.count == 2 && $0.allSatisfy { ("A"..."Z").contains($0) } }
    return isLanguage && isRegion && parts.count <= 2 ? parts.joined(separator: "_") : nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || byte == UInt8(ascii: "_")
  }

  /// An approved text is fixed: no sections, no links, and words enough around its variables.
  func checkBody(_ template: MustacheTemplate) {
    let sections = template.variables.filter { $0.role == .section || $0.role == .invertedSection }
    for section in sections {
      add(
        section.line - 1,
        "{{#\(section.name)}}: an approved text is fixed and has no sections; put the words into a value, or write two messages"
      )
    }
    guard sections.isEmpty else { return }
    let numbered = NumberedText(template)
    checkLinks(numbered)
    checkPlaces(numbered)
    checkBalance(numbered)
    if numbered.text.utf16.count > WhatsAppLimits.body {
      add(0, "the text has \(numbered.text.utf16.count) characters, WhatsApp takes \(WhatsAppLimits.body)")
    }
  }

  private func checkLinks(_ numbered: NumberedText) {
    for (line, text) in numbered.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where text.contains("https://") || text.contains("<{{") {
      add(line, "a link in an approved text is not counted; put it into button: { label, url }")
    }
  }

  /// Variables at an end, with or without a full stop behind, and side by side.
  private func checkPlaces(_ numbered: NumberedText) {
    let literals = numbered.literals
    guard literals.count > 1 else { return }
    if !literals[0].contains(where: \.isWordPart) {
      add(line(after: 1, literals), "the text begins with a variable; WhatsApp wants a word before it")
    }
    if !literals[literals.count - 1].contains(where: \.isWordPart) {
      add(line(after: literals.count - 1, literals), "the text ends with a variable; WhatsApp wants a word after it")
    }
    for index in literals.indices.dropFirst().dropLast() where literals[index].allSatisfy(\.isWhitespace) {
      add(
        line(after: index, literals),
        "two variables stand side by side; write a word between them, or make one value of them in context.sql")
    }
  }

  /// Zero-based line of the body on which the tag behind `count` literals stands.
  private func line(after count: Int, _ literals: [String]) -> Int {
    literals[..<count].reduce(0) { $0 + $1.count { $0 == "\n" } }
  }

  /// For x variables WhatsApp wants 2x + 1 words that are none.
  private func checkBalance(_ numbered: NumberedText) {
    let variables = numbered.literals.count - 1
    let words = numbered.filled(numbered.names.map { _ in "" }).split(whereSeparator: \.isWhitespace)
      .count { $0.contains(where: \.isWordPart) }
    guard variables > 0, words < 2 * variables + 1 else { return }
    add(
      0,
      "the text has \(words) words beside \(variables) variables, WhatsApp wants \(2 * variables + 1); say more or vary less"
    )
  }

  func checkHeader(_ text: String, line: Int) {
    guard let template = try? MustacheTemplate(text) else { return }
    checkNoSections(template, "header", line)
    let numbered = NumberedText(template)
    if numbered.literals.count > 2 { report.add(file.path, line, "a header has one variable at most") }
    checkPlain(numbered.filled(numbered.names.map { _ in "" }), "header", line)
    if numbered.text.utf16.count > WhatsAppLimits.header {
      report.add(
        file.path, line,
        "the header has \(numbered.text.utf16.count) characters, WhatsApp takes \(WhatsAppLimits.header)")
    }
  }

  /// A part without variables.
  func checkFixed(_ text: String, _ part: String, atMost limit: Int, line: Int) {
    if text.contains("{{") { report.add(file.path, line, "the \(part) is fixed and has no variables") }
    checkPlain(text, part, line)
    if text.utf16.count > limit {
      report.add(file.path, line, "the \(part) has \(text.utf16.count) characters, WhatsApp takes \(limit)")
    }
  }

  /// A button's link is one of ours.
  func checkTarget(_ target: String, line: Int) {
    let isOurs = SystemVariable.allCases.contains { target.contains("{{\($0.rawValue)}}") }
    if isOurs || target.lowercased().hasPrefix("mailto:") {
      report.add(
        file.path, line, "a button's link is counted, so it leads to a web page; stopping is a reply, and mail is text")
    }
  }

  func checkCategory(_ category: WhatsAppSource.Category, of messageClass: MessageClass) {
    if messageClass == .marketing, category == .utility {
      report.add(
        file.path, file.front.line, "the campaign's class is marketing, so the category is: WhatsApp charges it as such"
      )
    }
  }

  private func checkNoSections(_ template: MustacheTemplate, _ part: String, _ line: Int) {
    if template.variables.contains(where: { $0.role == .section || $0.role == .invertedSection }) {
      report.add(file.path, line, "the \(part) is approved as it is and has no sections")
    }
  }

  /// Headers, footers and labels take neither WhatsApp's marks nor emoji.
  private func checkPlain(_ text: String, _ part: String, _ line: Int) {
    let refused = text.first { character in
      "*_~`".contains(character)
        || character.unicodeScalars.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }
    }
    if let refused { report.add(file.path, line, "\(refused) has no place in a \(part)") }
  }

  private func add(_ line: Int, _ message: String) { report.add(file.path, file.bodyLine + line, message) }
}

extension Character {
  /// Whether a word has it: a letter, a number or a picture, but no punctuation.
  fileprivate var isWordPart: Bool { !isWhitespace && !isPunctuation && !isSymbol || isLetter || isNumber }
}
