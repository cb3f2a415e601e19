import CMarkdown

/// Reads a message's Markdown with cmark-gfm into blocks, refusing what does not belong in a message.
struct MarkdownReader {
  /// Levels that quotes, lists, links and emphasis may nest: each costs the reader and its writers a call on the stack.
  private static let maximumDepth = 32

  let shielded: ShieldedText
  let fault: (Int, String) -> Void
  private(set) lazy var lines = shielded.text.split(separator: "\n", omittingEmptySubsequences: false)
  /// Targets of the links in order, as Mustache.
  private(set) var links: [String]
  /// How deep the blocks nest that are being read.
  private(set) var depth = 0
  /// Sections that are open around the block that is being read.
  private(set) var openSections = 0

  /// - Parameter fault: called with a one-based line of the text and what is wrong there.
  init(_ shielded: ShieldedText, links: [String], fault: @escaping (Int, String) -> Void) {
    self.shielded = shielded
    self.links = links
    self.fault = fault
  }

  mutating func read() -> [MessageBlock] {
    guard let document = MarkdownParser.document(shielded.text) else { return [] }
    defer { cmark_node_free(document) }
    return blocks(in: document)
  }

  private mutating func blocks(in parent: OpaquePointer) -> [MessageBlock] {
    guard enter(parent) else { return [] }
    defer { depth -= 1 }
    var blocks: [MessageBlock] = []
    for node in MarkdownReader.children(of: parent) {
      let read = block(node)
      for case .tag(let tag) in read { openSections += tag.kind == .open ? 1 : tag.kind == .close ? -1 : 0 }
      blocks += read
    }
    checkBalance(blocks.compactMap { if case .tag(let tag) = $0 { tag } else { nil } }, within: "block")
    return blocks
  }

  private mutating func enter(_ node: OpaquePointer) -> Bool {
    if depth == MarkdownReader.maximumDepth {
      fault(line(node), "the text nests deeper than \(MarkdownReader.maximumDepth) levels")
      return false
    }
    depth += 1
    return true
  }

  private mutating func block(_ node: OpaquePointer) -> [MessageBlock] {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH: return paragraph(node)
    case CMARK_NODE_HEADING: return [.heading(Int(cmark_node_get_heading_level(node)), inlines(in: node))]
    case CMARK_NODE_THEMATIC_BREAK: return [.rule]
    case CMARK_NODE_BLOCK_QUOTE: return [.quote(blocks(in: node))]
    case CMARK_NODE_LIST:
      let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      return [.list(start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil, items(in: node))]
    case CMARK_NODE_HTML_BLOCK: return tagLine(node)
    default:
      let kind = text(cmark_node_get_type_string(node)).replacing("_", with: " ")
      if kind == "table" { return table(node) }
      fault(line(node), "a \(kind) has no place in a message")
      return []
    }
  }

  private mutating func paragraph(_ node: OpaquePointer) -> [MessageBlock] {
    let inlines = inlines(in: node)
    if case .text(let text) = inlines.first, TableLines.isRow(text[...]) {
      fault(line(node), "no table begins here: below its header stands | --- | for each cell, and no line is empty")
    }
    return [.paragraph(inlines)]
  }

  private mutating func items(in list: OpaquePointer) -> [MessageListPart] {
    MarkdownReader.children(of: list).map { .item(blocks(in: $0)) }
  }

  /// A line of sections and places; any other HTML is refused.
  private func tagLine(_ node: OpaquePointer) -> [MessageBlock] {
    let literal = text(cmark_node_get_literal(node)).replacing("<!--", with: "").replacing("-->", with: "")
    let parts = shielded.parts(of: literal)
    let tags = parts.compactMap { part -> MessageBlock? in if case .tag(let tag) = part { .tag(tag) } else { nil } }
    let rest = parts.contains { part in
      if case .literal(let text) = part { !text.allSatisfy(\.isWhitespace) } else { false }
    }
    if rest || tags.isEmpty {
      fault(line(node), "HTML is not allowed in a message; write Markdown")
      return []
    }
    return tags
  }
}

// MARK: - Inlines

extension MarkdownReader {
  mutating func inlines(in parent: OpaquePointer) -> [MessageInline] {
    guard enter(parent) else { return [] }
    defer { depth -= 1 }
    let inlines = MarkdownReader.children(of: parent).flatMap { inline($0) }
    checkBalance(inlines.compactMap { if case .tag(let tag) = $0 { tag } else { nil } }, within: "text")
    return inlines
  }

  private mutating func inline(_ node: OpaquePointer) -> [MessageInline] {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT, CMARK_NODE_CODE: return literal(text(cmark_node_get_literal(node)), at: line(node))
    case CMARK_NODE_SOFTBREAK: return [.softBreak]
    case CMARK_NODE_LINEBREAK: return [.lineBreak]
    case CMARK_NODE_EMPH: return [.emphasis(inlines(in: node))]
    case CMARK_NODE_STRONG: return [.strong(inlines(in: node))]
    case CMARK_NODE_LINK: return [link(node)]
    case CMARK_NODE_IMAGE:
      fault(line(node), "images are not allowed in a message: many readers never see them")
    case CMARK_NODE_HTML_INLINE:
      fault(line(node), "HTML is not allowed in a message; write Markdown")
    default: fault(line(node), "this Markdown has no place in a message")
    }
    return []
  }

  private func literal(_ text: String, at line: Int) -> [MessageInline] {
    shielded.parts(of: text).map { part in
      switch part {
      case .literal(let literal):
        if literal.contains("{{") || literal.contains("}}") {
          fault(line, "braces that are no tag must not be doubled")
        }
        return .text(literal)
      case .tag(let tag) where tag.kind == .address: return .text(tag.source)
      case .tag(let tag):
        if tag.kind == .place { fault(tag.line, "\(tag.source) must stand on a line of its own") }
        return .tag(tag)
      }
    }
  }

  private mutating func link(_ node: OpaquePointer) -> MessageInline {
    let target = shielded.unshielded(text(cmark_node_get_url(node)))
    let index = links.firstIndex(of: target) ?? links.count
    if index == links.count { links.append(target) }
    let label = inlines(in: node)
    if label.isEmpty { fault(line(node), "the link has no text") }
    return .link(label, index)
  }

  /// Sections must open and close in the same place of the page, or the page would break apart when one is hidden.
  func checkBalance(_ tags: [ShieldedTag], within place: String) {
    var open: [ShieldedTag] = []
    for tag in tags where tag.kind == .open || tag.kind == .close {
      if tag.kind == .open {
        open.append(tag)
      } else if open.popLast()?.name != tag.name {
        fault(
          tag.line, "\(tag.source) closes in another \(place) than its section opens; put both on lines of their own")
        return
      }
    }
    if let tag = open.last {
      fault(tag.line, "\(tag.source) opens in another \(place) than its section closes; put both on lines of their own")
    }
  }

  func line(_ node: OpaquePointer) -> Int {
    var node = node
    while cmark_node_get_start_line(node) < 1, let parent = cmark_node_parent(node) { node = parent }
    return Int(cmark_node_get_start_line(node))
  }

  func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
}
