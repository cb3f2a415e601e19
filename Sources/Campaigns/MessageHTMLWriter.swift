import Rendering

/// Writes a message's blocks as HTML with inline styles, its tags as Mustache.
struct MessageHTMLWriter {
  /// The campaign's colour, for headings.
  private let accent: AccentColor?

  static func html(_ blocks: [MessageBlock], accent: AccentColor? = nil) -> String {
    MessageHTMLWriter(accent: accent).html(blocks)
  }

  private func html(_ blocks: [MessageBlock]) -> String { blocks.merged.map(block).joined(separator: "\n") }

  private func block(_ block: MessageBlock) -> String {
    switch block {
    case .paragraph(let inlines): "<p style=\"\(EmailStyles.paragraph)\">\(html(inlines))</p>"
    case .heading(let level, let inlines):
      "<h\(level) class=\"text\" style=\"\(EmailStyles.heading(level, accent))\">\(html(inlines))</h\(level)>"
    case .list(let start, let parts): list(start, parts)
    case .quote(let blocks): "<blockquote style=\"margin:0 0 16px 16px\">\(html(blocks))</blockquote>"
    case .rule: "<hr class=\"rule\" style=\"\(EmailStyles.rule)\">"
    case .table(let table): html(table)
    case .tag(let tag): tag.source
    }
  }

  private func list(_ start: Int?, _ parts: [MessageListPart]) -> String {
    let name = start == nil ? "ul" : "ol"
    let first = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    let items = parts.map { part in
      switch part {
      case .item(let blocks): "<li style=\"\(EmailStyles.item)\">\(item(blocks))</li>\n"
      case .tag(let tag): tag.source
      }
    }.joined()
    return "<\(name)\(first) style=\"\(EmailStyles.list)\">\(items)</\(name)>"
  }

  /// An item of one paragraph has no paragraph inside.
  private func item(_ blocks: [MessageBlock]) -> String {
    if case .paragraph(let inlines) = blocks.first { return html(inlines) + html(Array(blocks.dropFirst())) }
    return html(blocks)
  }

  func html(_ inlines: [MessageInline]) -> String { inlines.map(inline).joined() }

  private func inline(_ inline: MessageInline) -> String {
    switch inline {
    case .text(let text): HTMLText.escaped(text)
    case .softBreak: "\n"
    case .lineBreak: "<br>\n"
    case .emphasis(let inlines): "<em>\(html(inlines))</em>"
    case .strong(let inlines): "<strong>\(html(inlines))</strong>"
    case .link(let inlines, let index):
      "<a class=\"link\" href=\"{{link:\(index)}}\" style=\"\(EmailStyles.link)\">\(html(inlines))</a>"
    case .tag(let tag): tag.source
    }
  }
}
