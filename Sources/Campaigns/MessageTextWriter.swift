/// Writes a message's blocks as plain text, its links written out, its tags as Mustache.
struct MessageTextWriter {
  static func text(_ blocks: [MessageBlock]) -> String { blocks.merged.map(block).joined() }

  private static func block(_ block: MessageBlock) -> String {
    switch block {
    case .paragraph(let inlines), .heading(_, let inlines): text(inlines) + "\n\n"
    case .list(let start, let parts): list(start, parts) + "\n"
    case .quote(let blocks): indented(text(blocks), first: "> ", rest: "> ") + "\n\n"
    case .rule: "----\n\n"
    case .tag(let tag): tag.source + (tag.kind == .place ? "\n\n" : "\n")
    }
  }

  private static func list(_ start: Int?, _ parts: [MessageListPart]) -> String {
    var number = start
    return parts.map { part in
      switch part {
      case .tag(let tag): return tag.source
      case .item(let blocks):
        let bullet = number.map { "\($0). " } ?? "- "
        number = number.map { $0 + 1 }
        return indented(text(blocks), first: bullet, rest: String(repeating: " ", count: bullet.count)) + "\n"
      }
    }.joined()
  }

  private static func indented(_ text: String, first: String, rest: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.enumerated().map { ($0 == 0 ? first : rest) + $1 }.joined(separator: "\n")
  }

  private static func text(_ inlines: [MessageInline]) -> String { inlines.map(inline).joined() }

  private static func inline(_ inline: MessageInline) -> String {
    switch inline {
    case .text(let text): text
    case .softBreak: " "
    case .lineBreak: "\n"
    case .emphasis(let inlines), .strong(let inlines): text(inlines)
    case .link(let inlines, let index): "\(text(inlines)) ({{link:\(index)}})"
    case .tag(let tag): tag.source
    }
  }
}
