/// Finds web and mail addresses that stand in running text: what Markdown makes of quotes, dots and hyphens would change them.
struct BareAddresses {
  private static let starts = ["https://", "http://", "www."].map(Array.init)

  private let text: [Character]
  private var at = 0
  private var ranges: [Range<Int>] = []
  /// Whether a web address goes on to the end of the text.
  private var isOpen = false

  /// The pieces of a literal, each with whether it is an address; `isInside` says whether an address is open at its start,
  /// and then whether one is at its end: a tag follows that may be part of it.
  static func pieces(of literal: String, isInside: inout Bool) -> [(text: String, isAddress: Bool)] {
    var search = BareAddresses(text: Array(literal))
    search.run(isInside: isInside)
    isInside = search.isOpen
    var pieces: [(text: String, isAddress: Bool)] = []
    var end = 0
    for range in search.ranges {
      pieces.append((String(search.text[end..<range.lowerBound]), false))
      pieces.append((String(search.text[range]), true))
      end = range.upperBound
    }
    pieces.append((String(search.text[end...]), false))
    return pieces.filter { !$0.text.isEmpty }
  }

  private init(text: [Character]) { self.text = text }

  private mutating func run(isInside: Bool) {
    if isInside { take(from: 0) }
    while at < text.count {
      if isStart(at) {
        take(from: at)
      } else if text[at] == "@" {
        takeMail()
      } else {
        at += 1
      }
    }
  }

  /// Whether an address of running text begins here, not the target of a link.
  private func isStart(_ place: Int) -> Bool {
    guard BareAddresses.starts.contains(where: { text[place...].starts(with: $0) }) else { return false }
    let before = text[..<place]
    return before.last != "<" && before.suffix(2) != ["]", "("] && before.last?.isLetter != true
  }

  private mutating func take(from start: Int) {
    var end = start
    var open = 0
    while end < text.count, !text[end].isWhitespace, !"<>\"]".contains(text[end]), text[end] != ")" || open > 0 {
      if text[end] == "(" { open += 1 }
      if text[end] == ")" { open -= 1 }
      end += 1
    }
    at = max(end, start + 1)
    // What ends a sentence or an emphasis is no part of the address.
    while end > start, ".,;:!?'*_".contains(text[end - 1]) { end -= 1 }
    if end > start { ranges.append(start..<end) }
    isOpen = end == text.count
  }

  private mutating func takeMail() {
    let start = text[..<at].lastIndex { !BareAddresses.isMail($0) }.map { $0 + 1 } ?? 0
    let end = text[(at + 1)...].firstIndex { !BareAddresses.isMail($0) } ?? text.count
    let isTarget = text[..<start].last == "<" || text[..<start].last == ":"
    if !isTarget, start < at, end > at + 1, start >= ranges.last?.upperBound ?? 0 { ranges.append(start..<end) }
    at = max(end, at + 1)
  }

  private static func isMail(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "!#$%&'+-/=?^_.".contains(character))
  }
}
