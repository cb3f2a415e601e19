import Rendering

/// Writes a message's blocks as text in a style, its tags as Mustache.
struct MessageTextWriter {
  /// Targets of the links, as Mustache.
  private let links: [String]
  private let style: MessageTextStyle
  /// Numbered lists written so far.
  private var numberedLists = 0

  static func text(_ blocks: [MessageBlock], links: [String], style: MessageTextStyle = .plain) -> String {
    var writer = MessageTextWriter(links: links, style: style)
    return writer.text(blocks)
  }

  private init(links: [String], style: MessageTextStyle) {
    self.links = links
    self.style = style
  }

  private mutating func text(_ blocks: [MessageBlock]) -> String {
    var text = ""
    for block in blocks.merged { text += self.block(block) }
    return text
  }

  private mutating func block(_ block: MessageBlock) -> String {
    switch block {
    case .paragraph(let inlines): text(inlines) + "\n\n"
    case .heading(let level, let inlines): style.heading(text(inlines), level) + "\n\n"
    case .list(let start, let parts): list(start, parts) + (parts.endsInTag ? "\n\n" : "\n")
    case .quote(let blocks): MessageTextWriter.indented(text(blocks), first: "> ", rest: "> ") + "\n\n"
    case .rule: "----\n\n"
    case .table(let table): self.table(table) + "\n\n"
    case .tag(let tag): tag.source + (tag.kind == .place ? "\n\n" : "\n")
    }
  }

  /// A numbered list counts when it is rendered, since its items may depend on the learner.
  private mutating func list(_ start: Int?, _ parts: [MessageListPart]) -> String {
    var text = ""
    var bullet = "- "
    if let start {
      text = "{{list:\(numberedLists):\(start)}}"
      bullet = "{{list:\(numberedLists)}}. "
      numberedLists += 1
    }
    let rest = String(repeating: " ", count: start.map { String($0).count + 2 } ?? bullet.count)
    for part in parts {
      switch part {
      case .tag(let tag): text += tag.source
      case .item(let blocks): text += MessageTextWriter.indented(self.text(blocks), first: bullet, rest: rest) + "\n"
      }
    }
    return text
  }

  /// A table is laid out when it is rendered, since its columns are as wide as the learner's values.
  private func table(_ table: MessageTable) -> String {
    let rows = table.rows.map { row in
      switch row {
      case .cells(let cells): TextTable.source(row: cells.map(text))
      case .tag(let tag): tag.source
      }
    }
    return TextTable.source(table.alignments, header: table.header.map(text), rows: rows.joined())
  }

  private static func indented(_ text: String, first: String, rest: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.enumerated().map { ($0 == 0 ? first : rest) + $1 }.joined(separator: "\n")
  }

  private func text(_ inlines: [MessageInline]) -> String { inlines.map(inline).joined() }

  private func inline(_ inline: MessageInline) -> String {
    switch inline {
    case .text(let text): style.literal(text)
    case .softBreak: " "
    case .lineBreak: "\n"
    case .emphasis(let inlines): style.emphasis(text(inlines))
    case .strong(let inlines): style.strong(text(inlines))
    case .link(let inlines, let index): link(text(inlines), index)
    case .tag(let tag): tag.source
    }
  }

  /// A link whose text is its target is written once.
  private func link(_ label: String, _ index: Int) -> String {
    let target = links[index]
    if label == target || label == style.literal(target) { return "{{link:\(index)}}" }
    return "mailto:\(label)" == target ? label : style.link(label, "{{link:\(index)}}", target)
  }
}

extension [MessageListPart] {
  /// Whether a section ends with the list; its tag then has a line of its own, which goes with its line break.
  fileprivate var endsInTag: Bool { if case .tag = last { true } else { false } }
}
