/// A Mustache tag that was taken out of a Markdown text.
struct ShieldedTag: Equatable {
  enum Kind: Equatable {
    case value
    case open
    case close
    case place
    /// No tag, but an address of running text.
    case address
  }

  let kind: Kind
  let name: String
  /// The tag as Mustache, normalised.
  let source: String
  /// One-based line in the text.
  let line: Int

  /// Whether it opens what is shown where its value is not.
  var isInverted: Bool { source.hasPrefix("{{^") }
}

/// A Markdown text whose tags are replaced by marks that cmark leaves alone: it would encode braces in links and wrap
/// sections in paragraphs (docs/campaigns.md).
struct ShieldedText {
  private static let start: Unicode.Scalar = "\u{E000}"
  private static let end: Unicode.Scalar = "\u{E001}"

  private(set) var text = ""
  private(set) var tags: [ShieldedTag] = []

  /// Takes the tags out of `source`, whose Mustache is known to be well-formed and without other delimiters.
  ///
  /// Lines that hold nothing but sections and places become HTML comments, which Markdown keeps between blocks, or a row of
  /// the table that they stand in; every other tag becomes a mark inside the text. Lines end as they do in Markdown, and their
  /// number stays.
  init(_ source: String) {
    var tables = TableLines()
    let lines = source.split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }
    for (index, line) in lines.enumerated() {
      if index > 0 { text += "\n" }
      append(line, number: index + 1, &tables)
    }
  }

  /// Whether the text has characters that this type uses as marks.
  static func usesMarks(_ text: String) -> Bool { text.unicodeScalars.contains { $0 == start || $0 == end } }

  private mutating func append(_ line: Substring, number: Int, _ tables: inout TableLines) {
    let pieces = ShieldedText.pieces(String(line), number: number)
    let isBlockLine = pieces.allSatisfy { piece in
      switch piece {
      case .literal(let text): text.allSatisfy(\.isWhitespace)
      case .tag(let tag): tag.kind != .value && tag.kind != .address
      }
    }
    let own = pieces.compactMap { if case .tag(let tag) = $0 { tag } else { nil } }
    if isBlockLine, !own.isEmpty {
      let marks = own.map { mark($0) }
      text += tables.take(own) ? "|\(marks.joined())|" : marks.map { "<!--\($0)-->" }.joined()
    } else {
      tables.take(line)
      for piece in pieces {
        switch piece {
        case .literal(let literal): text += literal
        case .tag(let tag): text += mark(tag)
        }
      }
    }
  }

  private mutating func mark(_ tag: ShieldedTag) -> String {
    tags.append(tag)
    return "\(ShieldedText.start)\(tags.count - 1)\(ShieldedText.end)"
  }

  private enum Piece {
    case literal(String)
    case tag(ShieldedTag)
  }

  private static func pieces(_ line: String, number: Int) -> [Piece] {
    var pieces: [Piece] = []
    var rest = line[...]
    var isInAddress = false
    while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
      pieces += literals(String(rest[..<open.lowerBound]), number, &isInAddress)
      if let tag = tag(rest[open.upperBound..<close.lowerBound], line: number) { pieces.append(.tag(tag)) }
      rest = rest[close.upperBound...]
    }
    return pieces + literals(String(rest), number, &isInAddress)
  }

  private static func literals(_ text: String, _ line: Int, _ isInAddress: inout Bool) -> [Piece] {
    BareAddresses.pieces(of: text, isInside: &isInAddress).map { piece in
      piece.isAddress
        ? .tag(ShieldedTag(kind: .address, name: "", source: piece.text, line: line)) : .literal(piece.text)
    }
  }

  /// Reads what stands between the braces; nil for a comment.
  private static func tag(_ content: Substring, line: Int) -> ShieldedTag? {
    let trimmed = content.drop { $0.isWhitespace }
    let sigil = trimmed.first ?? " "
    let name = String(
      (["#", "^", "/", ">", "!"].contains(sigil) ? trimmed.dropFirst() : trimmed).filter { !$0.isWhitespace })
    return switch sigil {
    case "!": nil
    case "#", "^": ShieldedTag(kind: .open, name: name, source: "{{\(sigil)\(name)}}", line: line)
    case "/": ShieldedTag(kind: .close, name: name, source: "{{/\(name)}}", line: line)
    case ">": ShieldedTag(kind: .place, name: name, source: "{{> \(name)}}", line: line)
    default: ShieldedTag(kind: .value, name: name, source: "{{\(name)}}", line: line)
    }
  }

  /// A piece of a text that came back from Markdown.
  enum Part: Equatable {
    case literal(String)
    case tag(ShieldedTag)
  }

  /// Splits `text` at its marks.
  func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var literal = ""
    var digits: String?
    for scalar in text.unicodeScalars {
      switch (scalar, digits) {
      case (ShieldedText.start, _):
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = ""
        digits = ""
      case (ShieldedText.end, let number?):
        if let index = Int(number), tags.indices.contains(index) { parts.append(.tag(tags[index])) }
        digits = nil
      case (_, let number?): digits = number + String(scalar)
      default: literal.unicodeScalars.append(scalar)
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    return parts
  }

  /// `text` with its tags put back.
  func unshielded(_ text: String) -> String {
    parts(of: text).map { part in
      switch part {
      case .literal(let literal): literal
      case .tag(let tag): tag.source
      }
    }.joined()
  }
}
