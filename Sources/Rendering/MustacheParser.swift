/// Reads a template's bytes tag by tag and nests sections on an explicit stack, so input cannot exhaust the call stack.
struct MustacheParser {
  typealias Node = MustacheTemplate.Node
  typealias Name = MustacheTemplate.Name

  private let bytes: [UInt8]
  private var at = 0
  private var opening: [UInt8] = Array("{{".utf8)
  private var closing: [UInt8] = Array("}}".utf8)
  private var nodes: [Node] = []
  private var open: [OpenSection] = []
  /// Tags that are Mustache and yet cannot stand in a message, whose Markdown is read line by line.
  private(set) var unwelcome: [MustacheError] = []
  /// Where the line of the last tag starts, and its number: tags come in order, so each byte is counted once.
  private var line = (start: 0, number: 1, counted: 0)

  private struct OpenSection {
    let name: Name
    let isInverted: Bool
    var before: [Node]
  }

  private struct Tag {
    let sigil: UInt8?
    let content: String
    let start: Int
    let end: Int
  }

  init(_ source: String) { bytes = Array(source.utf8) }

  mutating func template() throws(MustacheError) -> [Node] {
    while let start = find(opening, from: at) {
      let tag = try self.tag(at: start)
      if tag.sigil == UInt8(ascii: "=") {
        unwelcome.append(fault("changed delimiters have no place in a message; write {{ and }}", at: start))
      } else if tag.content.contains(where: \.isNewline) {
        unwelcome.append(fault("a tag or comment must begin and end on one line", at: start))
      }
      let line = tag.sigil.map(MustacheParser.mayStandAlone) == true ? standaloneLine(around: tag) : nil
      append(text: at..<(line?.lowerBound ?? start))
      at = line?.upperBound ?? tag.end
      try apply(tag, indentation: line.map { String(decoding: bytes[$0.lowerBound..<start], as: UTF8.self) } ?? "")
    }
    append(text: at..<bytes.count)
    if let section = open.last { throw fault("the section {{#\(section.name.text)}} is never closed", section.name) }
    return nodes
  }

  private mutating func apply(_ tag: Tag, indentation: String) throws(MustacheError) {
    switch tag.sigil {
    case UInt8(ascii: "!"): return
    case UInt8(ascii: "="): try setDelimiters(tag)
    case UInt8(ascii: ">"): nodes.append(.partial(try name(tag).text, indentation: indentation))
    case UInt8(ascii: "#"): try openSection(try name(tag), isInverted: false)
    case UInt8(ascii: "^"): try openSection(try name(tag), isInverted: true)
    case UInt8(ascii: "/"): try closeSection(try name(tag))
    case UInt8(ascii: "{"), UInt8(ascii: "&"): nodes.append(.value(try name(tag), isRaw: true))
    default: nodes.append(.value(try name(tag), isRaw: false))
    }
  }

  private mutating func openSection(_ name: Name, isInverted: Bool) throws(MustacheError) {
    open.append(OpenSection(name: name, isInverted: isInverted, before: nodes))
    nodes = []
    if open.count > MustacheTemplate.maximumDepth {
      throw fault("sections are nested deeper than \(MustacheTemplate.maximumDepth) levels", name)
    }
  }

  private mutating func closeSection(_ name: Name) throws(MustacheError) {
    guard var section = open.popLast() else { throw fault("{{/\(name.text)}} closes a section that is not open", name) }
    guard section.name.text == name.text else {
      throw fault("{{/\(name.text)}} closes the section {{#\(section.name.text)}}", name)
    }
    let node = Node.section(section.name, isInverted: section.isInverted, nodes)
    // Taken out of the section, the nodes before it are not copied.
    swap(&nodes, &section.before)
    nodes.append(node)
  }

  private mutating func setDelimiters(_ tag: Tag) throws(MustacheError) {
    let parts = tag.content.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline })
    guard parts.count == 2, !tag.content.contains("=") else {
      throw fault("new delimiters are two words without an equals sign", at: tag.start)
    }
    opening = Array(parts[0].utf8)
    closing = Array(parts[1].utf8)
  }

  private mutating func append(text range: Range<Int>) {
    if !range.isEmpty { nodes.append(.text(String(decoding: bytes[range], as: UTF8.self))) }
  }
}

// MARK: - Tags

extension MustacheParser {
  private static let sigils = Set("!=>#^/&{".utf8)

  private static func mayStandAlone(_ sigil: UInt8) -> Bool { sigil != UInt8(ascii: "&") && sigil != UInt8(ascii: "{") }

  private mutating func tag(at start: Int) throws(MustacheError) -> Tag {
    var from = start + opening.count
    guard from < bytes.count else { throw fault("a tag is not closed", at: start) }
    let sigil = MustacheParser.sigils.contains(bytes[from]) ? bytes[from] : nil
    if sigil != nil { from += 1 }
    var end = closing
    if sigil == UInt8(ascii: "{") { end.insert(UInt8(ascii: "}"), at: 0) }
    if sigil == UInt8(ascii: "=") { end.insert(UInt8(ascii: "="), at: 0) }
    guard let close = find(end, from: from) else { throw fault("a tag is not closed", at: start) }
    let content = String(decoding: bytes[from..<close], as: UTF8.self)
    return Tag(sigil: sigil, content: content, start: start, end: close + end.count)
  }

  private mutating func name(_ tag: Tag) throws(MustacheError) -> Name {
    let isSpace = { (character: Character) in character == " " || character == "\t" || character.isNewline }
    let words = tag.content.split(whereSeparator: isSpace)
    guard let text = words.first else { throw fault("a tag has no name", at: tag.start) }
    guard words.count == 1 else { throw fault("a name cannot contain blanks: {{\(tag.content)}}", at: tag.start) }
    let place = position(of: tag.start)
    return Name(String(text), line: place.line, column: place.column)
  }

  /// The whole line of a tag that has nothing but blanks around it, its line end included.
  private func standaloneLine(around tag: Tag) -> Range<Int>? {
    var start = tag.start
    while start > at, isBlank(bytes[start - 1]) { start -= 1 }
    guard start == 0 || bytes[start - 1] == UInt8(ascii: "\n") else { return nil }
    var end = tag.end
    while end < bytes.count, isBlank(bytes[end]) { end += 1 }
    if end == bytes.count { return start..<end }
    if bytes[end] == UInt8(ascii: "\r"), end + 1 < bytes.count { end += 1 }
    return bytes[end] == UInt8(ascii: "\n") ? start..<end + 1 : nil
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private func find(_ pattern: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first, bytes.count >= pattern.count, start <= bytes.count - pattern.count else {
      return nil
    }
    for index in start...bytes.count - pattern.count
    where bytes[index] == first && bytes[index..<index + pattern.count].elementsEqual(pattern) {
      return index
    }
    return nil
  }

  private mutating func position(of offset: Int) -> (line: Int, column: Int) {
    for index in line.counted..<offset where bytes[index] == UInt8(ascii: "\n") {
      line.start = index + 1
      line.number += 1
    }
    line.counted = offset
    return (line.number, offset - line.start + 1)
  }

  private mutating func fault(_ reason: String, at offset: Int) -> MustacheError {
    let place = position(of: offset)
    return MustacheError(reason: reason, line: place.line, column: place.column)
  }

  private func fault(_ reason: String, _ name: MustacheTemplate.Name) -> MustacheError {
    MustacheError(reason: reason, line: name.line, column: name.column)
  }
}
