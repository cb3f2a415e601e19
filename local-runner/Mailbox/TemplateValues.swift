import Rendering

/// What a sender asked a provider to fill an approved text with.
struct TemplateValues: Sendable, Equatable {
  /// Of the text's numbers, in their order.
  var values: [String] = []
  /// The value of a header's line, or the address of its picture.
  var header: String?
  var buttonSuffix: String?
  /// Whether the provider numbers a template as a whole: what header and button need follows the values.
  var isWhole = false

  /// What the recipient sees of a published message, whose short links begin with `base`; nil where the values do not fit.
  func text(of source: WhatsAppSource, base: String) -> String? {
    guard let template = try? WhatsAppTemplate(source), let body = try? MustacheTemplate.parse(source.text) else {
      return nil
    }
    let filling = isWhole ? split(for: source, after: template.names.count) : self
    guard filling.values.count == template.names.count else { return nil }
    var parts = [NumberedText(body).filled(filling.values)]
    switch source.header {
    case .text(let text):
      guard let line = try? MustacheTemplate.parse(text) else { return nil }
      let numbered = NumberedText(line)
      parts.insert(numbered.filled(numbered.names.map { _ in filling.header ?? "" }), at: 0)
    case .media(let media, let url): parts.insert("[\(media.rawValue)] \(filling.header ?? url)", at: 0)
    case nil: break
    }
    if let footer = source.footer { parts.append(footer) }
    if let button = source.button { parts.append("[\(button.label)] \(base)\(filling.buttonSuffix ?? "")") }
    parts += source.replies.map { "[\($0.label)]" }
    return parts.joined(separator: "\n\n")
  }

  private func split(for source: WhatsAppSource, after count: Int) -> TemplateValues {
    guard values.count >= count else { return self }
    var rest = values.dropFirst(count)
    var filling = TemplateValues(values: Array(values.prefix(count)))
    if source.button != nil { filling.buttonSuffix = rest.popLast() }
    filling.header = rest.popLast()
    if case .media(_, let url) = source.header, let template = try? MustacheTemplate.parse(url) {
      filling.header = filling.header.map { NumberedText(template).literals[0] + $0 }
    }
    return filling
  }
}
